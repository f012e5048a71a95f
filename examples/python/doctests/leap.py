"""Plant bugs in a function, and see which of them its doctest notices."""

import doctest
from collections.abc import Callable
from types import MappingProxyType

# After so many years the calendar begins again.
CYCLE = 400


# [start leap]
def is_leap(year: int) -> bool:
    """Tell whether a year has 366 days.

    >>> is_leap(2024), is_leap(2023)
    (True, False)
    """
    return year % 4 == 0 and (year % 100 != 0 or year % CYCLE == 0)


BUGS = MappingProxyType(
    {
        'every year is one': lambda year: True,
        'every fourth year is one': lambda year: year % 4 == 0,
        'no hundredth year is one': lambda year: year % 4 == 0 and year % 100 != 0,
    }
)


def notices(bug: Callable[[int], bool]) -> bool:
    """Tell whether the doctest fails when is_leap is replaced."""
    test = doctest.DocTestFinder().find(is_leap, globs={'is_leap': bug})[0]
    return doctest.DocTestRunner().run(test, out=str).failed > 0


# [end leap]
def main() -> None:
    """Print what is noticed."""
    for wrong, bug in BUGS.items():
        print(f'{wrong}:', 'noticed' if notices(bug) else 'NOT NOTICED')
