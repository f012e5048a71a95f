"""Count what another thread gets done while a compiled function runs."""

import threading
import time
from collections.abc import Callable

PAUSE = 0.001


class Heart(threading.Thread):
    """Wakes up a thousand times a second, whenever it gets the lock."""

    def __init__(self) -> None:
        super().__init__()
        self.beats = 0
        self.over = threading.Event()

    def run(self) -> None:
        """Beat until told to stop."""
        while not self.over.is_set():
            time.sleep(PAUSE)
            self.beats += 1


def beats_during(work: Callable[[], object]) -> float:
    """Return how often another thread woke up meanwhile, as a share of what it could have."""
    heart = Heart()
    heart.start()
    before, begun = heart.beats, time.perf_counter()
    work()
    share = (heart.beats - before) * PAUSE / (time.perf_counter() - begun)
    heart.over.set()
    heart.join()
    return share
