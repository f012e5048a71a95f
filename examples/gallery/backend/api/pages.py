"""Long lists, page by page.

A page begins behind the last row of the page before. Unlike a number of rows to skip, this costs
the same on every page, and shows nothing twice when rows come in at the top.
"""

from collections.abc import Callable, Sequence
from typing import Final, Protocol, TypeVar

from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from examples.gallery.backend.tenancy.keys import Key

SIZE: Final = 24
#: How the schema describes the cursor.
CURSOR: Final = OpenApiParameter('cursor', str, description='From the address in `next`.')


class Keyed(Protocol):
    """A row that says what its key is."""

    @property
    def key(self) -> Key:
        """The row's key."""


Row = TypeVar('Row', bound=Keyed)


def page(
    request: Request,
    fetch: Callable[[Key | None, int], Sequence[Row]],
) -> tuple[Sequence[Row], str | None]:
    """Return the rows of the page that the request asks for, and the address of the next one.

    Args:
        request: its ``cursor`` says where the page begins.
        fetch: ``fetch(before, most)`` returns the newest rows that are older than ``before``.

    """
    rows = fetch(_cursor(request), SIZE + 1)
    if len(rows) <= SIZE:
        return rows, None
    query = request.query_params.copy()
    query['cursor'] = str(rows[SIZE - 1].key)
    return rows[:SIZE], f'{request.path}?{query.urlencode()}'


def _cursor(request: Request) -> Key | None:
    text = request.query_params.get('cursor')
    if not text:
        return None
    try:
        return Key.parse(text)
    except ValueError:
        raise ValidationError({'cursor': ['Take it from the address in next.']}) from None
