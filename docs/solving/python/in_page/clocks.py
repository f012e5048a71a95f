"""One clock for everything that waits: it jumps, so that nobody has to wait.

A browser's worker can not wait while its code runs. So ``time.sleep`` and the loop of asyncio add
what they would have waited to a common lead, and all clocks of ``time`` are that far ahead.
"""

import time
from collections.abc import Callable
from typing import Final, final

SECOND: Final = 1_000_000_000
#: The clocks that go on while a program waits; each has a twin that counts in nanoseconds.
CLOCKS: Final = ('monotonic', 'perf_counter', 'time')


@final
class Lead:
    """How far the clocks are ahead of the real ones, in seconds."""

    def __init__(self) -> None:
        self.seconds = float(0)

    def wait(self, seconds: float) -> None:
        """Let time pass at once."""
        self.seconds += seconds

    def sleep(self, seconds: float) -> None:
        """Do what ``time.sleep`` does, but for the waiting."""
        if seconds < 0:
            raise ValueError('sleep length must be non-negative')
        self.wait(seconds)


lead: Final = Lead()
#: The clock that is never ahead.
real: Final = time.monotonic


def install() -> None:
    """Put these clocks in the place of the real ones."""
    time.sleep = lead.sleep
    for name in CLOCKS:
        setattr(time, name, _ahead(getattr(time, name)))
        setattr(time, f'{name}_ns', _ahead_by_nanoseconds(getattr(time, f'{name}_ns')))


def _ahead(clock: Callable[[], float]) -> Callable[[], float]:
    return lambda: clock() + lead.seconds


def _ahead_by_nanoseconds(clock: Callable[[], int]) -> Callable[[], int]:
    return lambda: clock() + int(lead.seconds * SECOND)
