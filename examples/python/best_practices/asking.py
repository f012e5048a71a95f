"""Compare asking first with trying at once, for a key that is there and for one that is not."""

from collections.abc import Callable, Mapping
from timeit import timeit
from types import MappingProxyType
from typing import Final, TypeAlias

_Look: TypeAlias = Callable[[Mapping[str, int], str], int]

STOCK: Final = MappingProxyType({'tea': 3})
STEPS: Final = range(9)
CALLS: Final = 10000


# [start looks]
def ask_first(stock: Mapping[str, int], name: str) -> int:
    """Look before the leap: two questions for a thing that is there."""
    if name in stock:
        return stock[name]
    return 0


def try_at_once(stock: Mapping[str, int], name: str) -> int:
    """Ask forgiveness: one question, and an exception for a thing that is not there."""
    try:
        return stock[name]
    except KeyError:
        return 0


# [end looks]
def price_of_trying(name: str) -> float:
    """Return how many times the cost of asking first it is to try at once."""
    stock = dict(STOCK)
    # Side by side, and the fastest of each: a busy computer disturbs both alike.
    rounds = [(_seconds(try_at_once, stock, name), _seconds(ask_first, stock, name)) for _ in STEPS]
    tried, asked = map(min, zip(*rounds, strict=True))
    return tried / asked


def main() -> None:
    """Print the ratios for both cases."""
    print(f'there: trying costs {price_of_trying("tea"):.1f} times what asking costs')
    print(f'missing: trying costs {price_of_trying("milk"):.1f} times what asking costs')


def _seconds(look: _Look, stock: Mapping[str, int], name: str) -> float:
    return timeit(lambda: look(stock, name), number=CALLS)


if __name__ == '__main__':
    main()
