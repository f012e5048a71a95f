"""The same withdrawal four times: once forgetful, and three cures."""

import contextlib

import psycopg
from psycopg.errors import SerializationFailure

from examples.database.postgres.server import Row

Connection = psycopg.Connection[Row]
TRIES = 5


# [start ways]
def forgetful(connection: Connection, amount: int) -> None:
    """Read, calculate, write: the transaction around it does not help."""
    with connection.transaction():
        row = connection.execute('SELECT balance FROM accounts WHERE id = 1').fetchone()
        assert row is not None
        connection.execute('UPDATE accounts SET balance = %s WHERE id = 1', [row[0] - amount])


def atomic(connection: Connection, amount: int) -> None:
    """Let the server calculate: an UPDATE waits for the row and reads its newest version."""
    connection.execute('UPDATE accounts SET balance = balance - %s WHERE id = 1', [amount])


def locking(connection: Connection, amount: int) -> None:
    """Read under a lock that lasts until the transaction ends."""
    with connection.transaction():
        row = connection.execute('SELECT balance FROM accounts WHERE id = 1 FOR UPDATE').fetchone()
        assert row is not None
        connection.execute('UPDATE accounts SET balance = %s WHERE id = 1', [row[0] - amount])


def retrying(connection: Connection, amount: int) -> None:
    """Let Postgres refuse what does not fit together, and begin anew."""
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    for _ in range(TRIES - 1):
        with contextlib.suppress(SerializationFailure):
            return forgetful(connection, amount)
    return forgetful(connection, amount)


# [end ways]
WAYS = (forgetful, atomic, locking, retrying)
