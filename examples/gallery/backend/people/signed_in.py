"""Who sends a request, for views that must not care how that was proved."""

from typing import cast

from rest_framework.request import Request

from examples.gallery.backend.people.models import Account


def viewer_of(request: Request) -> int | None:
    """Return who asks; None stands for somebody who is not signed in."""
    person = cast('Account | None', request.user)
    return person.id if person else None


def tenant_of(request: Request) -> int:
    """Return who asks, where nobody else gets as far as here."""
    return cast('Account', request.user).id
