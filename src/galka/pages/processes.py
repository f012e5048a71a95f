"""Ends the processes that a page started, also those that tried to get away.

A server that puts itself into the background leaves its session and its parent. While a page runs,
this process takes in such orphans (Linux: ``PR_SET_CHILD_SUBREAPER``), so they can be found.
"""

import contextlib
import ctypes
import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

_PROC: Final = Path('/proc')
_ADOPT_ORPHANS: Final = 36  # PR_SET_CHILD_SUBREAPER of linux/prctl.h
_GRACE: Final = 2  # seconds to leave after being asked
_PAUSE: Final = 0.005


@contextlib.contextmanager
def ended_afterwards() -> Iterator[None]:
    """End every process that is started inside and outlives it."""
    me = os.getpid()
    known = frozenset(_parents(me))
    _adopt_orphans(wanted=True)
    try:
        yield
    finally:
        _end(me, known)
        _adopt_orphans(wanted=False)


def kill_tree(root: int) -> None:
    """Kill a process, its group and everything below it at once."""
    tree = _below(root, _all_parents())
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(root, signal.SIGKILL)
    _send(signal.SIGKILL, (root, *tree))


def _end(me: int, known: frozenset[int]) -> None:
    """Ask the newcomers and all below them to leave; after a while, make them."""
    deadline = time.monotonic() + _GRACE
    wanted = signal.SIGTERM
    asked: set[int] = set()
    while newcomers := set(_parents(me)) - known:
        parents = _all_parents()
        tree = newcomers.union(*(_below(pid, parents) for pid in newcomers))
        if time.monotonic() > deadline:
            wanted = signal.SIGKILL
            asked.clear()
        _send(wanted, tree - asked)
        asked |= tree
        _reap(newcomers)
        time.sleep(_PAUSE)


def _parents(parent: int) -> list[int]:
    """List the children of one process."""
    return [pid for pid, its_parent in _all_parents().items() if its_parent == parent]


def _all_parents() -> Mapping[int, int]:
    """Map every process of this machine to its parent."""
    parents = {}
    for folder in _PROC.glob('[0-9]*'):
        # A process may be gone between the two looks.
        with contextlib.suppress(OSError):
            stat = (folder / 'stat').read_text('utf-8', errors='replace')
            parents[int(folder.name)] = int(stat.rpartition(')')[2].split()[1])
    return parents


def _below(root: int, parents: Mapping[int, int]) -> set[int]:
    found: set[int] = set()
    layer = {root}
    while layer:
        layer = {pid for pid, parent in parents.items() if parent in layer} - found
        found |= layer
    return found


def _send(wanted: signal.Signals, pids: set[int] | tuple[int, ...]) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, wanted)


def _reap(pids: set[int]) -> None:
    for pid in pids:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)


def _adopt_orphans(*, wanted: bool) -> None:
    if sys.platform == 'linux':
        ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, int(wanted), 0, 0, 0)
