"""One name for all that a request causes, in every process that works on it."""

import contextlib
import re
import secrets
from collections.abc import Iterator
from typing import Final

import structlog

HEADER: Final = 'X-Request-ID'
_KEY: Final = 'request_id'
_BYTES: Final = 16
_SHAPE: Final = re.compile('[A-Za-z0-9_-]{8,64}')  # what may stand in a log without harm


def accept(given: str | None) -> str:
    """Return the id that came with a request; a new one if none came, or something else did."""
    return given if given and _SHAPE.fullmatch(given) else secrets.token_hex(_BYTES)


@contextlib.contextmanager
def naming(request_id: str, **more: str) -> Iterator[None]:
    """Put the id, and more if given, into each line that is logged inside of the block."""
    with structlog.contextvars.bound_contextvars(**{_KEY: request_id, **more}):
        yield


def current_request_id() -> str:
    """Return the id of the request that is worked on; empty outside of any."""
    return str(structlog.contextvars.get_contextvars().get(_KEY, ''))
