"""What every table has that holds rows of tenants."""

from typing import Any, ClassVar, Self, TypeVar

from django.db import models

from examples.gallery.backend.tenancy.context import current_tenant
from examples.gallery.backend.tenancy.ids import make_id, shard_of
from examples.gallery.backend.tenancy.shards import alias_for

Row = TypeVar('Row', bound='TenantModel')


class TenantQuerySet(models.QuerySet[Row]):
    """Rows of one tenant; what is created among them is that tenant's."""

    _hints: dict[str, Any]  # Django's name: what a router is told

    def create(self, **fields: Any) -> Row:
        """Create a row with an id of its own, on its tenant's shard."""
        tenant = self._hints['tenant']
        return super().create(tenant_id=tenant, id=make_id(shard_of(tenant)), **fields)


class TenantManager(models.Manager[Row]):
    """The way to a table of tenants: it begins by saying whose rows are meant."""

    _hints: dict[str, Any]

    def get_queryset(self) -> TenantQuerySet[Row]:
        """Return the rows of the tenant in the context.

        Raises:
            NoTenant: there is none.

        """
        return self.for_tenant(current_tenant())

    def for_tenant(self, tenant: int) -> TenantQuerySet[Row]:
        """Return the rows of one tenant.

        Raises:
            NoShard: no database holds them.

        """
        hints = {**self._hints, 'tenant': tenant}
        rows: TenantQuerySet[Row] = TenantQuerySet(
            self.model,
            using=alias_for(tenant),
            hints=hints,
        )
        return rows.filter(tenant_id=tenant)

    def across_tenants(self, alias: str) -> models.QuerySet[Row]:
        """Return everybody's rows in one database; say in the caller's name why that is right."""
        return models.QuerySet(self.model, using=alias)


class TenantModel(models.Model):
    """A row of one tenant, which is part of its key and of every key that refers to it."""

    pk = models.CompositePrimaryKey('tenant_id', 'id')
    tenant_id = models.BigIntegerField(editable=False)
    id = models.BigIntegerField(editable=False)

    objects: ClassVar[TenantManager[Self]] = TenantManager()

    class Meta:
        abstract = True
