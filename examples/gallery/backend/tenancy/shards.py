"""Which database holds which logical shard. Today one holds all of them."""

from collections.abc import Iterable
from typing import Final

from django.db import DEFAULT_DB_ALIAS

from examples.gallery.backend.tenancy.errors import NoShard
from examples.gallery.backend.tenancy.ids import SHARDS, shard_of

#: The directory: accounts, and whatever else is needed before a tenant is known.
DIRECTORY: Final = DEFAULT_DB_ALIAS
#: Each database with the logical shards on it. Moving a shard means changing this map.
_MAP: Final = ((range(SHARDS), DEFAULT_DB_ALIAS),)


def alias_for(tenant: int) -> str:
    """Return the database that holds a tenant's rows.

    Raises:
        NoShard: there is none.

    """
    shard = shard_of(tenant)
    for shards, alias in _MAP:
        if tenant > 0 and shard in shards:
            return alias
    raise NoShard(f'no database holds shard {shard} of tenant {tenant}')


def every_alias() -> Iterable[str]:
    """Return each database that holds rows of tenants, once."""
    return dict.fromkeys(alias for _, alias in _MAP)
