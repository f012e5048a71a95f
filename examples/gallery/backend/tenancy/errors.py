"""Why a query is refused before it reaches a database."""


class NoTenant(LookupError):
    """The query does not say whose rows it is about: its answer could be anybody's."""


class NoShard(LookupError):
    """No database is known to hold the rows of this tenant."""
