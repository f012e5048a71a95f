"""How much memory a check may use, so that a hog ends before the machine does."""

import contextlib
import os
from functools import cache
from pathlib import Path
from typing import Final

from galka.checking.reaping import descendants

#: Megabytes that a check may use, if the learner says so.
LIMIT_NAME: Final = 'GALKA_CHECK_MEMORY'
KILOBYTE: Final = 1 << 10
MEGABYTE: Final = 1 << 20
#: Enough for a browser and a database; never more than half of what the machine has.
MOST: Final = 4096 * MEGABYTE


@cache
def limit() -> int:
    """Return how many bytes a check and all that it starts may use together."""
    asked = os.environ.get(LIMIT_NAME, '')
    if asked.isdecimal() and int(asked):
        return int(asked) * MEGABYTE
    pages = os.sysconf('SC_PHYS_PAGES')
    return min(MOST, pages * os.sysconf('SC_PAGE_SIZE') // 2)


def exceeded_below(pid: int) -> bool:
    """Tell whether the processes below ``pid`` use too much; never where there is no /proc."""
    below = tuple(descendants(pid))
    # What forked processes still share is counted once for each in the quick sum.
    return sum(map(_quickly, below)) > limit() and sum(map(_exactly, below)) > limit()


def _quickly(pid: int) -> int:
    """Return the bytes that a process holds in memory, without those of files."""
    with contextlib.suppress(OSError, ValueError):
        _, resident, shared, *_ = map(int, Path(f'/proc/{pid}/statm').read_text().split())
        return (resident - shared) * os.sysconf('SC_PAGE_SIZE')
    return 0


def _exactly(pid: int) -> int:
    """Return the bytes of a process; those that it shares are divided by all who share them."""
    with contextlib.suppress(OSError, ValueError):
        for line in Path(f'/proc/{pid}/smaps_rollup').read_text().splitlines():
            if line.startswith('Pss_Anon:'):
                return int(line.split()[1]) * KILOBYTE
    return 0
