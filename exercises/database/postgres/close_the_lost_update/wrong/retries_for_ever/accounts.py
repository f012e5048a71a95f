"""The accounts of a bank, in cents."""

import random
import time
from collections.abc import Callable
from typing import Any, Final, TypeVar

import psycopg
from psycopg.errors import DeadlockDetected, SerializationFailure

Connection = psycopg.Connection[tuple[Any, ...]]
Outcome = TypeVar('Outcome')

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
    while True:
        try:
            return work()
        except REFUSED:
            # Whoever collided with us tries again too: do not meet at the same moment.
            time.sleep(random.uniform(0, PAUSE))


def _withdraw(connection: Connection, account: int, amount: int) -> int:
    with connection.transaction():
        balances = _locked(connection, [account])
        if balances[account] < amount:
            raise NotEnoughError(account)
        _add(connection, account, -amount)
    return balances[account] - amount


def _transfer(connection: Connection, source: int, target: int, amount: int) -> None:
    with connection.transaction():
        balances = _locked(connection, [source, target])
        if balances[source] < amount:
            raise NotEnoughError(source)
        _add(connection, source, -amount)
        _add(connection, target, amount)


def _locked(connection: Connection, wanted: list[int]) -> dict[int, int]:
    """Return the balances; until the transaction ends nobody else can change them."""
    # In the order of their numbers, whichever way the money goes: so no circle of waiting arises.
    rows = connection.execute(
        'SELECT id, balance FROM accounts WHERE id = ANY(%s) ORDER BY id FOR UPDATE', [wanted]
    )
    balances = dict(rows.fetchall())
    for account in wanted:
        if account not in balances:
            raise NoAccountError(account)
    return balances


def _add(connection: Connection, account: int, amount: int) -> None:
    connection.execute(
        'UPDATE accounts SET balance = balance + %s WHERE id = %s', [amount, account]
    )
