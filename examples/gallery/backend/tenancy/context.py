"""Whom the present request, or the present task, works for."""

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Final

from examples.gallery.backend.tenancy.errors import NoTenant

_tenant: Final[ContextVar[int | None]] = ContextVar('tenant', default=None)


def current_tenant() -> int:
    """Return whose rows are meant where a query does not say it.

    Raises:
        NoTenant: nobody said it: better no answer than somebody else's.

    """
    tenant = _tenant.get()
    if tenant is None:
        raise NoTenant('say whose rows: objects.for_tenant(...), or working_for(...) around it')
    return tenant


@contextlib.contextmanager
def working_for(tenant: int) -> Iterator[None]:
    """Mean this tenant's rows inside of the ``with`` block, in this thread or coroutine alone."""
    token = _tenant.set(tenant)
    try:
        yield
    finally:
        _tenant.reset(token)
