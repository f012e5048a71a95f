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
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

_PROC: Final = Path('/proc')
_SET_ADOPTS: Final = 36  # PR_SET_CHILD_SUBREAPER in linux/prctl.h
_GET_ADOPTS: Final = 37
_GRACE: Final = 2  # seconds to leave after being asked
_PAUSE: Final = 0.005


@contextlib.contextmanager
def ended_afterwards() -> Iterator[None]:
    """End every process that is started inside and outlives it."""
    known = _children(os.getpid(), _parents())
    with _orphans_adopted():
        try:
            yield
        finally:
            _end_all_but(known)


def kill_tree(root: int) -> None:
    """Kill a process, its group and everything below it at once."""
    tree = _below({root}, _parents())
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(root, signal.SIGKILL)
    _send(signal.SIGKILL, tree)


def _end_all_but(known: set[int]) -> None:
    """Ask the newcomers and all below them to leave; after a while, make them."""
    deadline = time.monotonic() + _GRACE
    asked: set[int] = set()
    while True:
        parents = _parents()
        newcomers = _children(os.getpid(), parents) - known
        if not newcomers:
            return
        tree = _below(newcomers, parents)
        if time.monotonic() < deadline:
            _send(signal.SIGTERM, tree - asked)
        else:
            _send(signal.SIGKILL, tree)
        asked |= tree
        _reap(newcomers)
        time.sleep(_PAUSE)


def _parents() -> Mapping[int, int]:
    """Map every process of this machine to its parent; empty where there is no ``/proc``."""
    parents = {}
    for folder in _PROC.glob('[0-9]*'):
        # A process may be gone between the two looks.
        with contextlib.suppress(OSError):
            stat = (folder / 'stat').read_text('utf-8', errors='replace')
            parents[int(folder.name)] = _parent(stat)
    return parents


def _parent(stat: str) -> int:
    # The program's name stands in brackets and may hold anything: `1 (a) b) S 0 ...`.
    _, _, after_name = stat.rpartition(')')
    return int(after_name.split()[1])


def _children(parent: int, parents: Mapping[int, int]) -> set[int]:
    return {pid for pid, its_parent in parents.items() if its_parent == parent}


def _below(roots: set[int], parents: Mapping[int, int]) -> set[int]:
    found = set(roots)
    layer = roots
    while layer:
        children = {pid for pid, parent in parents.items() if parent in layer}
        layer = children - found
        found |= layer
    return found


def _send(wanted: signal.Signals, pids: Iterable[int]) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, wanted)


def _reap(pids: Iterable[int]) -> None:
    for pid in pids:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)


@contextlib.contextmanager
def _orphans_adopted() -> Iterator[None]:
    if sys.platform != 'linux':
        yield
        return
    control = ctypes.CDLL(None).prctl
    before = ctypes.c_int()
    control(_GET_ADOPTS, ctypes.byref(before), 0, 0, 0)
    control(_SET_ADOPTS, 1, 0, 0, 0)
    try:
        yield
    finally:
        control(_SET_ADOPTS, before.value, 0, 0, 0)
