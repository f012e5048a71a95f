"""What it costs to ask whether an object fits."""

from abc import ABC, abstractmethod
from timeit import repeat
from typing import Protocol, runtime_checkable

RUNS = 2000


# [start sinks]
class AbstractSink(ABC):
    """Takes texts, and wants to be inherited from."""

    @abstractmethod
    def write(self, text: str) -> object:
        """Take a text."""


@runtime_checkable
class Sink(Protocol):
    """Takes texts; nobody has to inherit from it."""

    def write(self, text: str) -> object:
        """Take a text."""


# [end sinks]
class Paper(AbstractSink):
    """Fits both."""

    def write(self, text: str) -> object:
        """Take a text."""
        return len(text)


def cost(question: str) -> float:
    """Return the seconds that many questions take; the least of a few runs."""
    return min(repeat(question, globals=globals() | {'paper': Paper()}, number=RUNS, repeat=5))


def main() -> None:
    """Print the cost of each question in multiples of the plainest one."""
    plainest = cost('isinstance(paper, Paper)')
    for asked in ('paper', '5'):
        for kind in ('AbstractSink', 'Sink'):
            question = f'isinstance({asked}, {kind})'
            print(question, round(cost(question) / plainest))


if __name__ == '__main__':
    main()
