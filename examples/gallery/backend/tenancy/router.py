"""Sends each query to the database of its tenant."""

from typing import Any

from django.db.models import Model

from examples.gallery.backend.tenancy.context import current_tenant
from examples.gallery.backend.tenancy.models import TenantModel
from examples.gallery.backend.tenancy.shards import DIRECTORY, alias_for


class TenantRouter:
    """Asks the query's hints, then the row at hand, then the context; else the query fails.

    A router never sees what a query filters by. So a manager leaves the tenant in the hints.
    """

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        """Return the database to read from."""
        if not issubclass(model, TenantModel):
            return DIRECTORY
        tenant = hints.get('tenant') or getattr(hints.get('instance'), 'tenant_id', None)
        return alias_for(tenant or current_tenant())

    db_for_write = db_for_read

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        """Let rows refer to each other inside of one tenant."""
        return getattr(one, 'tenant_id', None) == getattr(other, 'tenant_id', None)
