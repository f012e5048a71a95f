"""Show an index that changes a plan, and a lost update with three cures."""

import contextlib

from examples.database.postgres.plans import ORDERS, plan
from examples.database.postgres.server import Server, Session
from examples.database.postgres.waiting import race
from examples.database.postgres.withdrawals import WAYS

YEAR = "SELECT * FROM orders WHERE customer_id = 7 AND placed_at >= '2025-01-01'"
INDEXES = ('placed_at, customer_id', 'customer_id, placed_at')


def show_plans(session: Session) -> None:
    """Read one customer's year without an index, and with two that differ in their order."""
    session(ORDERS)
    print('one customer, one year')
    print(f'    without an index: {plan(session, YEAR)}')
    for columns in INDEXES:
        session(f'CREATE INDEX by_both ON orders ({columns})')
        print(f'    with ({columns}): {plan(session, YEAR)}')
        session('DROP INDEX by_both')


def show_withdrawals(server: Server) -> None:
    """Withdraw 30 and 50 of 100 at the same moment, in each way."""
    print('two clerks withdraw 30 and 50 of 100 at once')
    for withdraw in WAYS:
        print(f'    {withdraw.__name__}: {race(server, withdraw)} are left')


def main() -> None:
    """Start a server, show both, and stop it."""
    with contextlib.closing(Server()) as server:
        show_plans(server.session())
        show_withdrawals(server)


if __name__ == '__main__':
    main()
