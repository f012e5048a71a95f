"""The English of the learner's Russian words, from ``docs/checklist.en.toml``."""

import tomllib
from pathlib import Path
from typing import Final

from sphinx.util import logging

SOURCE: Final = Path(__file__).parents[1] / 'checklist.en.toml'
_TABLES: Final = tomllib.loads(SOURCE.read_text('utf-8'))
_LOGGER: Final = logging.getLogger(__name__)


def of_line(line: str) -> str:
    """Return the English of a line of the checklist; what has none is a warning."""
    return _look_up('lines', line)


def of_section(section: str) -> str:
    """Return the English of a section's name."""
    return _look_up('sections', section)


def _look_up(table: str, russian: str) -> str:
    found = _TABLES[table].get(russian)
    if found is None:
        _LOGGER.warning('%s: [%s] has no English of: %s', SOURCE.name, table, russian)
        return russian
    return str(found)
