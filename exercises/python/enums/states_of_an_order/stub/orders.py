"""Orders of a web shop."""

import json
from collections.abc import Iterable
from types import MappingProxyType

FOLLOWING = MappingProxyType(
    {
        'new': ('paid', 'canceled'),
        'paid': ('shipped', 'cancelled'),
        'shipped': ('delivered', 'returned'),
        'delivered': ('returned',),
        'returned': ('paid, cancelled'),
        'cancelled': (),
    }
)


class TransitionError(Exception):
    """The rules forbid that a status follows another."""


class Order:
    """What somebody bought, and how far it got."""

    def __init__(self, number: int, status: str = 'new') -> None:
        self.number = number
        self.status = status

    @classmethod
    def load(cls, text: str) -> 'Order':
        """Read an order as the database keeps it."""
        loaded = json.loads(text)
        return cls(loaded['number'], loaded['status'])

    def dump(self) -> str:
        """Write an order as the database keeps it."""
        return json.dumps({'number': self.number, 'status': self.status})

    def move(self, status: str) -> None:
        """Go on to the next status, if the rules allow it."""
        if status not in FOLLOWING[self.status]:
            raise TransitionError(f'order {self.number} is {self.status}, and not yet {status}')
        self.status = status


def report(orders: Iterable[Order]) -> str:
    """Return the lines that the accountant gets."""
    return '\n'.join(f'{order.number};{order.status}' for order in orders)
