"""Leave no process behind: not a grandchild, not one that left its process group.

On Linux the process that checks becomes the *subreaper* of all that it starts (prctl(2)): an orphan
becomes its child instead of init's, so that every process of a check can be found and ended. Where
there is no such call, the process group has to do.
"""

import contextlib
import ctypes
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

#: From linux/prctl.h.
PR_SET_CHILD_SUBREAPER = 36
PR_SET_PDEATHSIG = 1
#: How often descendants are looked for before the rest is left to the kernel.
ROUNDS = 200
PAUSE = 0.005
#: What the process that cleans up for killed fixtures is called, and the seconds that it gets.
WATCHDOG = 'galka-watchdog'
WATCHDOG_PATIENCE = 10


def become_subreaper() -> None:
    """Make this process the parent of every orphan below it, where the system can."""
    _prctl(PR_SET_CHILD_SUBREAPER, 1)


def die_with_parent() -> None:
    """Have this process ended when its parent ends, however that happens."""
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def kill_descendants() -> int:
    """Kill and reap every descendant of this process; return how many there were.

    All are stopped before one is killed: a fork bomb would be faster than its end. The fixtures'
    watchdog is let go on for a while: it removes the containers and data of a check that was
    killed, and ends by itself.
    """
    killed = _kill_all(spared=WATCHDOG)
    end = time.monotonic() + WATCHDOG_PATIENCE
    while next(descendants(os.getpid()), 0) and time.monotonic() < end:
        _reap()
        time.sleep(PAUSE)
    return killed + _kill_all()


def _kill_all(spared: str = '') -> int:
    killed: set[int] = set()
    for _ in range(ROUNDS):
        alive = {pid for pid in descendants(os.getpid()) if not spared or _name(pid) != spared}
        if not alive:
            break
        for stop_or_kill in (signal.SIGSTOP, signal.SIGKILL):
            for pid in alive:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, stop_or_kill)
        killed |= alive
        _reap()
        time.sleep(PAUSE)
    return len(killed)


def _name(pid: int) -> str:
    try:
        return Path(f'/proc/{pid}/comm').read_text().strip()
    except OSError:
        return ''


def descendants(pid: int) -> Iterator[int]:
    """Yield the live processes below ``pid``; none where there is no /proc."""
    # Without recursion: a chain of processes may be longer than Python's stack is deep.
    waiting = [pid]
    while waiting:
        children = _children(waiting.pop())
        yield from children
        waiting.extend(children)


def _children(pid: int) -> list[int]:
    found: list[int] = []
    # A process can end while its threads are listed, and a thread before it is read.
    with contextlib.suppress(OSError):
        for listing in Path(f'/proc/{pid}/task').glob('*/children'):
            with contextlib.suppress(OSError):
                found.extend(map(int, listing.read_text().split()))
    return found


def _reap() -> None:
    reaped = -1
    with contextlib.suppress(ChildProcessError):
        while reaped:
            reaped, _ = os.waitpid(-1, os.WNOHANG)


def _prctl(option: int, setting: int) -> None:
    if sys.platform == 'linux':
        ctypes.CDLL(None, use_errno=True).prctl(option, setting, 0, 0, 0)
