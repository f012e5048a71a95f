"""The tables of the last ``make bench-gallery``: ``.. gallery-speed-tables::``."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from docutils import nodes
from speed_page import table
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import SphinxDirective

HEADINGS: Final = (
    'What answers',
    'Requests a second',
    'p99',
    'Processor time',
    'Ratio: requests',
    'Ratio: p99',
    'Ratio: processor',
)
TITLES: Final = MappingProxyType(
    {'feed': 'The feed', 'photo page': 'The page of a photo', 'image': 'A picture'}
)
NOTHING: Final = '—'
#: A line does not end before it.
UNIT: Final = '\N{NO-BREAK SPACE}ms'

Row: TypeAlias = Mapping[str, Any]


class GallerySpeedTables(SphinxDirective):
    """What was measured, how, and on which machine; that nothing was, where there is no file."""

    def run(self) -> list[nodes.Node]:
        """Return a sentence and a table for each thing that was asked for."""
        source = Path(self.config.galka_gallery_bench)
        self.env.note_dependency(str(source))
        if not source.is_file():
            return [nodes.paragraph('', 'Nothing was measured for this build.')]
        measured = json.loads(source.read_text('utf-8'))
        return [nodes.paragraph('', _about(measured)), *_tables(measured['chains'])]


def _about(measured: Mapping[str, Any]) -> str:
    return (
        f'Measured on {measured["day"]} with {measured["machine"]}: '
        f'{measured["rounds"]} rounds, in each of them {measured["seconds"]} s for each row, '
        f'and {measured["connections"]} connections on which one request follows the other.'
    )


def _tables(chains: Mapping[str, list[Row]]) -> Iterator[nodes.Node]:
    for what, rows in chains.items():
        yield table(HEADINGS, map(_cells, rows), TITLES[what])


def _cells(row: Row) -> list[str]:
    if row['problems']:
        return [row['what'], f'not valid: {row["problems"][0]}', *(NOTHING for _ in HEADINGS[2:])]
    rate, p99, processor = row['medians'].values()
    times = (_milliseconds(p99, 1), _milliseconds(processor, 3))
    ratios = (NOTHING if ratio is None else f'{ratio:.2f}' for ratio in row['ratios'].values())
    return [row['what'], f'{rate:,.0f}', *times, *ratios]


def _milliseconds(seconds: float | None, digits: int) -> str:
    return NOTHING if seconds is None else f'{seconds * 1000:,.{digits}f}{UNIT}'


def _beside(config: Config) -> str:
    """Return where the bench writes: beside the table of ``make bench``."""
    return str(Path(config.galka_bench).with_name('bench_gallery.json'))


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive and where the tables are."""
    app.add_config_value('galka_gallery_bench', _beside, 'env', types=frozenset((str,)))
    app.add_directive('gallery-speed-tables', GallerySpeedTables)
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
