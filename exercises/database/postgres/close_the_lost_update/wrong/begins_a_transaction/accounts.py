"""The accounts of a bank, in cents."""

import random
import time
from collections.abc import Callable
from typing import Any, Final, TypeVar

import psycopg
from psycopg.errors import DeadlockDetected, SerializationFailure

Connection = psycopg.Connection[tuple[Any, ...]]
Outcome = TypeVar('Outcome')

TRIES: Final = 5
PAUSE: Final = 0.01
REFUSED: Final = (SerializationFailure, DeadlockDetected)


class NoAccountError(Exception):
    """There is no account with this number."""


class NotEnoughError(Exception):
    """The account holds less than the amount."""


def withdraw(connection: Connection, account: int, amount: int) -> int:
    """Take the amount from the account and return the new balance."""
    return _tried(lambda: _withdraw(connection, account, amount))


def transfer(connection: Connection, source: int, target: int, amount: int) -> None:
    """Move the amount from one account to another."""
    _tried(lambda: _transfer(connection, source, target, amount))


def _tried(work: Callable[[], Outcome]) -> Outcome:
    """Run a whole transaction, and run it again while Postgres refuses it."""
    for tries in range(1, TRIES):
        try:
            return work()
        except REFUSED:
            # Whoever collided with us tries again too: do not meet at the same moment.
            time.sleep(random.uniform(0, PAUSE) * tries)
    return work()


def _withdraw(connection: Connection, account: int, amount: int) -> int:
    with connection.transaction():
        balances = _balances(connection, [account])
        if balances[account] < amount:
            raise NotEnoughError(account)
        _set(connection, account, balances[account] - amount)
    return balances[account] - amount


def _transfer(connection: Connection, source: int, target: int, amount: int) -> None:
    with connection.transaction():
        balances = _balances(connection, [source, target])
        if balances[source] < amount:
            raise NotEnoughError(source)
        _set(connection, source, balances[source] - amount)
        _set(connection, target, balances[target] + amount)


def _balances(connection: Connection, wanted: list[int]) -> dict[int, int]:
    """Return the balances."""
    rows = connection.execute(
        'SELECT id, balance FROM accounts WHERE id = ANY(%s) ORDER BY id', [wanted]
    )
    balances = dict(rows.fetchall())
    for account in wanted:
        if account not in balances:
            raise NoAccountError(account)
    return balances


def _set(connection: Connection, account: int, balance: int) -> None:
    connection.execute('UPDATE accounts SET balance = %s WHERE id = %s', [balance, account])
