"""Makes a table of the loads: medians, and each row against the one with a layer fewer."""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Final, TypeAlias

from tests.bench_gallery.load import Load
from tests.bench_gallery.targets import Target

Row: TypeAlias = Mapping[str, Any]
Rows: TypeAlias = Sequence[Row]
#: What is said of a load, each a figure of its own; times are in seconds.
FIGURES: Final = ('rate', 'p99', 'processor')
_HEADINGS: Final = ('requests/s', 'p99, ms', 'CPU, ms', 'requests', 'p99', 'CPU')
_NAME: Final = 36
_CELL: Final = 11


class Measured:
    """A target with its loads, one a round, and the size that its answers have at least."""

    def __init__(self, target: Target, size: int) -> None:
        self.target = target
        self.size = size
        self.loads: list[Load] = []

    @property
    def problems(self) -> list[str]:
        """Why this row counts for nothing; none if it does count."""
        found = (load.problem(self.size) for load in self.loads)
        return [problem for problem in found if problem]

    def each(self, figure: str) -> list[float]:
        """Return a figure of each round; nothing where it is not known."""
        found = (getattr(load, figure) for load in self.loads)
        return [known for known in found if known is not None]


def rows(chain: Sequence[Measured]) -> Iterator[Row]:
    """Yield each target's figures, with its ratios to the next one.

    A ratio is the median of the ratios round by round: a moment in which the machine was slow hit
    both sides of it.
    """
    for measured, fewer in zip_longest(chain, chain[1:]):
        yield {
            'what': measured.target.name,
            'requests': sum(load.requests for load in measured.loads),
            'errors': sum(load.statuses + load.sockets for load in measured.loads),
            'problems': measured.problems,
            'medians': {figure: _median(measured, figure) for figure in FIGURES},
            'ratios': {figure: _ratio(measured, fewer, figure) for figure in FIGURES},
        }


def lines(chains: Mapping[str, Rows]) -> Iterator[str]:
    """Yield the table as a terminal shows it."""
    against = 'each against the row below'
    yield f'{"":{_NAME + 3 * _CELL}}{against:>{3 * _CELL}}'
    yield _cells('', _HEADINGS)
    for what, chain in chains.items():
        yield f'\n{what}'
        yield from (_line(row) for row in chain)


def _median(measured: Measured, figure: str) -> float | None:
    each = measured.each(figure)
    return statistics.median(each) if each and not measured.problems else None


def _ratio(measured: Measured, fewer: Measured | None, figure: str) -> float | None:
    if fewer is None or measured.problems or fewer.problems:
        return None
    pairs = zip(measured.each(figure), fewer.each(figure), strict=True)
    each = [more / less for more, less in pairs if less]
    return statistics.median(each) if each else None


def _line(row: Row) -> str:
    name = f'  {row["what"]}'
    if row['problems']:
        return f'{name:{_NAME}} NOT VALID: {row["problems"][0]}'
    rate, p99, processor = row['medians'].values()
    times = (_written(p99 * 1000, ',.1f'), _written(processor and processor * 1000, ',.3f'))
    ratios = (_written(ratio, '.2f') for ratio in row['ratios'].values())
    return _cells(name, (f'{rate:,.0f}', *times, *ratios))


def _cells(name: str, words: Sequence[str]) -> str:
    return ''.join((f'{name:{_NAME}}', *(f'{word:>{_CELL}}' for word in words))).rstrip()


def _written(figure: float | None, form: str) -> str:
    return '' if figure is None else f'{figure:{form}}'
