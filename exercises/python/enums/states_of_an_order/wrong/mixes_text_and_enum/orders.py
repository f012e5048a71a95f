"""Orders of a web shop."""

import json
from collections.abc import Iterable
from enum import Enum
from types import MappingProxyType


class Status(str, Enum):
    """How far an order got. A text as well, since other programs compare and print it."""

    NEW = 'new'
    PAID = 'paid'
    SHIPPED = 'shipped'
    DELIVERED = 'delivered'
    RETURNED = 'returned'
    CANCELLED = 'cancelled'

    @property
    def following(self) -> frozenset['Status']:
        """What may come next."""
        return FOLLOWING[self]

    @property
    def final(self) -> bool:
        """Whether nothing may come next."""
        return not self.following


# Below the class: in its body the members do not exist yet, and a dictionary would become one.
FOLLOWING = MappingProxyType(
    {
        Status.NEW: frozenset((Status.PAID, Status.CANCELLED)),
        Status.PAID: frozenset((Status.SHIPPED, Status.CANCELLED)),
        Status.SHIPPED: frozenset((Status.DELIVERED, Status.RETURNED)),
        Status.DELIVERED: frozenset((Status.RETURNED,)),
        Status.RETURNED: frozenset((Status.PAID, Status.CANCELLED)),
        Status.CANCELLED: frozenset(),
    }
)


class TransitionError(Exception):
    """The rules forbid that a status follows another."""


class Order:
    """What somebody bought, and how far it got."""

    def __init__(self, number: int, status: str = Status.NEW) -> None:
        self.number = number
        self._status = Status(status)

    @classmethod
    def load(cls, text: str) -> 'Order':
        """Read an order as the database keeps it."""
        loaded = json.loads(text)
        return cls(loaded['number'], loaded['status'])

    @property
    def status(self) -> Status:
        """How far the order got; ``move`` changes it."""
        return self._status

    def dump(self) -> str:
        """Write an order as the database keeps it."""
        return json.dumps({'number': self.number, 'status': self.status})

    def move(self, status: str) -> None:
        """Go on to the next status, if the rules allow it."""
        wanted = Status(status)
        if wanted not in self.status.following:
            raise TransitionError(f'order {self.number} is {self.status}, and not yet {wanted}')
        self._status = wanted


def report(orders: Iterable[Order]) -> str:
    """Return the lines that the accountant gets."""
    return '\n'.join(f'{order.number};{order.status}' for order in orders)
