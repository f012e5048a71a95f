"""What it costs to read an attribute, as multiples of the plainest read."""

from functools import cached_property
from timeit import Timer

from examples.python.descriptors.rewritten import Property

RUNS = 2000
ROUNDS = 9


class Thing:
    """Offers one number in many ways."""

    def __init__(self) -> None:
        self.plain = 1

    @cached_property
    def cached(self) -> int:
        """Return the number, and leave it in the object's dictionary."""
        return self.plain

    @property
    def builtin(self) -> int:
        """Return the number through C."""
        return self.plain

    @Property
    def rewritten(self) -> int:
        """Return the number through ``__get__`` in Python."""
        return self.plain


class Answering(Thing):
    """Answers for what nobody else knows."""

    def __getattr__(self, name: str) -> int:
        return self.plain


def reads(name: str, make: type = Thing) -> Timer:
    """Return a stopwatch for ten reads of an attribute."""
    return Timer(f'thing.{name}\n' * 10, globals={'thing': make()})


def ratio(dear: Timer, cheap: Timer) -> float:
    """Tell how many times as long it takes: the best rounds of both, which are run in turns."""
    rounds = [(dear.timeit(RUNS), cheap.timeit(RUNS)) for _ in range(ROUNDS)]
    return min(slow for slow, _ in rounds) / min(quick for _, quick in rounds)


def main() -> None:
    """Print the cost of each kind of read."""
    for name in ('cached', 'builtin', 'rewritten'):
        print(name, round(ratio(reads(name), reads('plain')), 1), end=' ')
    print()


if __name__ == '__main__':
    main()
