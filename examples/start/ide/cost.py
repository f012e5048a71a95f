"""What it costs to be watched, line by line."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

TURNS = 200_000
REPEATS = 5


def work() -> int:
    """Do something with many lines: a loop of two."""
    total = 0
    for number in range(TURNS):
        total += number
        total ^= number
    return total


def seconds(job: Callable[[], object]) -> float:
    """Return the shortest time of a few runs: what disturbs a run only makes it longer."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return min(times)


# [start watchers]
def watch(frame: FrameType, event: str, argument: Any) -> Any:
    """Return who is called at the next line: the same function again."""
    return watch


@contextmanager
def traced() -> Iterator[None]:
    """Call a function at every line, as a debugger had to in a function with a breakpoint."""
    sys.settrace(watch)
    yield
    sys.settrace(None)


@contextmanager
def monitored() -> Iterator[None]:
    """Call a function at every line, which answers: never again at this one."""
    monitoring: Any = vars(sys)['monitoring']
    monitoring.use_tool_id(monitoring.DEBUGGER_ID, 'galka')
    lines = monitoring.events.LINE
    monitoring.register_callback(
        monitoring.DEBUGGER_ID, lines, lambda code, line: monitoring.DISABLE
    )
    monitoring.set_events(monitoring.DEBUGGER_ID, lines)
    yield
    monitoring.free_tool_id(monitoring.DEBUGGER_ID)


# [end watchers]
def ratio(watcher: Callable[[], Any]) -> float:
    """Return how many times longer the work takes when it is watched."""
    alone = seconds(work)
    with watcher():
        watched = seconds(work)
    return watched / alone
