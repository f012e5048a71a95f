"""Compare what members cost with what plain numbers and dictionaries cost."""

from enum import Enum, Flag
from timeit import repeat
from types import MappingProxyType
from typing import Any


class Status(Enum):
    """States, by the text that a database holds."""

    NEW = 'new'
    PAID = 'paid'


class Right(Flag):
    """Rights, by their bits."""

    READ = 1
    WRITE = 2


ROUNDS = 20_000
# What the statements can name.
NAMES = MappingProxyType(
    {
        'Status': Status,
        'table': {status.value: status for status in Status},
        'paid': Status.PAID,
        'read': Right.READ,
        'write': Right.WRITE,
        'one': 1,
        'two': 2,
    }
)


# [start costs]
def seconds(statement: str) -> float:
    """Return the best of five times that a statement took, many times over."""
    names: dict[str, Any] = dict(NAMES)
    return min(repeat(statement, globals=names, number=ROUNDS))


def ratio(statement: str, other: str) -> float:
    """Return how many times the time of the other statement a statement takes."""
    return seconds(statement) / seconds(other)


# [end costs]
def main() -> None:
    """Print the ratios of this interpreter."""
    for statement, other in (
        ("Status('paid')", "table['paid']"),
        ('paid.value', 'paid._value_'),
        ('read | write', 'one | two'),
    ):
        times = ratio(statement, other)
        print(f'{statement} takes {times:.0f} times as long as {other}')
