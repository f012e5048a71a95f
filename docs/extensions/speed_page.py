"""The table of the last ``make bench``: ``.. speed-table::``."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

HEADINGS: Final = ('What against what', 'Median', 'Against', 'Ratio', 'Goal: at most')


class SpeedTable(SphinxDirective):
    """What was measured, and on which machine; that nothing was, where there is no table."""

    def run(self) -> list[nodes.Node]:
        """Return a sentence and a table."""
        source = Path(self.config.galka_bench)
        self.env.note_dependency(str(source))
        if not source.is_file():
            return [nodes.paragraph('', 'Nothing was measured for this build.')]
        measured = json.loads(source.read_text('utf-8'))
        about = f'Measured on {measured["day"]} with {measured["machine"]}.'
        return [nodes.paragraph('', about), table(HEADINGS, map(_cells, measured['rows']))]


def _cells(row: Mapping[str, Any]) -> list[str]:
    return [
        row['what'],
        _milliseconds(row['median']),
        _milliseconds(row['against']),
        f'{row["ratio"]:.2f}',
        f'{row["goal"]:.2f}',
    ]


def _milliseconds(seconds: float) -> str:
    return f'{seconds * 1000:,.0f} ms'


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], title: str = '') -> nodes.Node:
    """Return a table whose columns are equally wide, with a title above it if there is one."""
    group = nodes.tgroup(cols=len(headings))
    group += [nodes.colspec(colwidth=1) for _ in headings]
    group += nodes.thead('', _row(headings))
    group += nodes.tbody('', *map(_row, rows))
    titles = [nodes.title('', title)] if title else []
    return nodes.table('', *titles, group)


def _row(cells: Iterable[str]) -> nodes.Node:
    return nodes.row('', *(nodes.entry('', nodes.paragraph('', cell)) for cell in cells))


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive and where the table is."""
    app.add_config_value('galka_bench', '', 'env', types=frozenset((str,)))
    app.add_directive('speed-table', SpeedTable)
    app.setup_extension('gallery_speed_page')
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
