"""A pool that gives nobody a connection which Postgres has closed.

Django's own way, CONN_HEALTH_CHECKS, has the pool try each connection before it is given. Between
two broken ones the pool waits for 1, 2, 4 seconds, and after a restart of Postgres all that lay in
it are broken: the first request would give up before the fifth.
"""

from typing import Any

from django.db.backends.postgresql import base
from psycopg import OperationalError
from psycopg_pool import ConnectionPool


class DatabaseWrapper(base.DatabaseWrapper):
    """Django finds it by this name."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Take a connection out of the pool, and a new one where that one is broken.

        Raises:
            OperationalError: Postgres does not answer, or all connections are in use for too long.

        """
        connection = super().get_new_connection(conn_params)
        try:
            ConnectionPool.check_connection(connection)
        except OperationalError:
            # What closed this one has closed the others in the pool, too.
            self.pool.putconn(connection)
            self.pool.drain()
            return super().get_new_connection(conn_params)
        return connection
