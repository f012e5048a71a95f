"""Reports, what they are passed through, and where they are written."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import ClassVar, Protocol, runtime_checkable


class Report(ABC):
    """A heading and some lines."""

    @property
    @abstractmethod
    def heading(self) -> str:
        """Return the first line."""

    @abstractmethod
    def lines(self) -> Iterable[str]:
        """Work out the other lines."""

    def text(self) -> str:
        """Return the whole report."""
        rule = '=' * len(self.heading)
        return '\n'.join([self.heading, rule, *self.lines(), ''])


class Filter(ABC):
    """Changes a text; every filter is found under its class's name."""

    known: ClassVar[dict[str, type]] = {}

    def __init_subclass__(cls) -> None:
        cls.known[cls.__name__.lower()] = cls

    @abstractmethod
    def change(self, text: str) -> str:
        """Return the changed text."""


class Upper(Filter):
    """Makes all letters large."""

    def change(self, text: str) -> str:
        """Return the changed text."""
        return text.upper()


# Asked at run time, by publish.
@runtime_checkable
class Sink(Protocol):
    """Where a text is written: anything with this method."""

    def write(self, text: str) -> object:
        """Take a text."""


def publish(report: Report, sink: Sink, *filters: str) -> None:
    """Write a report, passed through filters that are named."""
    if not isinstance(sink, Sink):
        raise TypeError(f'{sink!r} is no sink: it has no write method')
    text = report.text()
    for name in filters:
        text = Filter.known[name]().change(text)
    sink.write(text)
