"""The accounts of a bank, in cents."""

import threading
from typing import Any, Final

import psycopg

lock: Final = threading.RLock()
Connection = psycopg.Connection[tuple[Any, ...]]


class NoAccountError(Exception):
    """There is no account with this number."""


class NotEnoughError(Exception):
    """The account holds less than the amount."""


def withdraw(connection: Connection, account: int, amount: int) -> int:
    """Take the amount from the account and return the new balance."""
    with lock, connection.transaction():
        return _withdraw(connection, account, amount)


def _withdraw(connection: Connection, account: int, amount: int) -> int:
    row = connection.execute('SELECT balance FROM accounts WHERE id = %s', [account]).fetchone()
    if row is None:
        raise NoAccountError(account)
    balance = row[0]
    if balance < amount:
        raise NotEnoughError(account)
    connection.execute(
        'UPDATE accounts SET balance = %s WHERE id = %s', [balance - amount, account]
    )
    return balance - amount


def transfer(connection: Connection, source: int, target: int, amount: int) -> None:
    """Move the amount from one account to another."""
    with lock, connection.transaction():
        _withdraw(connection, source, amount)
        _withdraw(connection, target, -amount)
