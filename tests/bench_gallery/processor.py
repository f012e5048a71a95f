"""How long the processor has worked: it says what a thing costs also on a machine that is busy."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from galka.fixtures import tree

_TABLE: Final = Path('/proc')
#: Where its own two figures stand, and those of its children that have ended, behind the name.
_FIGURES: Final = slice(11, 15)


def used(roots: Iterable[int]) -> float | None:
    """Return the seconds of processes and all that they have started; None if nobody tells.

    Postgres gives each connection a process, and Gunicorn each worker.
    """
    if not _TABLE.is_dir():
        return None
    return sum(map(_seconds, tree.below(roots, tree.table())))


def _seconds(pid: int) -> float:
    # It may have ended since; then its parent has its time.
    with suppress(OSError):
        _, _, figures = (_TABLE / str(pid) / 'stat').read_text('utf-8', 'replace').rpartition(')')
        ticks = sum(map(int, figures.split()[_FIGURES]))
        return ticks / os.sysconf('SC_CLK_TCK')
    return 0
