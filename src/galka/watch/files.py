"""Notice that a file below a folder has changed: by events, or by looking where none arrive.

Network drives, some containers and some virtual machines accept a request for events and never
send one. So a file is written first, and only if its event comes back are events trusted.
"""

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import final

import watchfiles

#: Milliseconds: how often the watcher looks into its queue, and how long it gathers one change.
STEP, DEBOUNCE = 5, 20
#: Milliseconds between two looks at the files where no events come.
POLL_DELAY = 150
#: Seconds that the event of the trial file may take, and between two trials.
PATIENCE, TRIAL_EVERY = 1.5, 0.05
TRIAL_PREFIX = 'trial-'


@final
class FileWatcher:
    """Calls ``on_change`` with each changed path below ``folder``, from a thread of its own.

    ``trial_folder`` lies below ``folder``; the trial file is written there and is not reported.
    """

    def __init__(
        self,
        folder: Path,
        trial_folder: Path,
        on_change: Callable[[Path], None],
    ) -> None:
        self._folder = folder
        self._trial = trial_folder / f'{TRIAL_PREFIX}{os.getpid()}'
        self._on_change = on_change
        self._stop = threading.Event()
        self._proved = threading.Event()
        self._threads: list[threading.Thread] = []
        #: Whether events do not arrive here, so that the files are looked at again and again.
        self.polls = False

    def start(self) -> None:
        """Begin to watch. Takes up to `PATIENCE` seconds where events do not arrive."""
        blind = os.environ.get('GALKA_NO_EVENTS')
        self._run(polling=False, heed=not blind)
        end = time.monotonic() + PATIENCE
        while not self._proved.is_set() and time.monotonic() < end:
            with contextlib.suppress(OSError):
                self._trial.write_text(str(time.monotonic()))
            self._proved.wait(TRIAL_EVERY)
        with contextlib.suppress(OSError):
            self._trial.unlink(missing_ok=True)
        if not self._proved.is_set():
            self.stop()
            self._stop = threading.Event()
            self.polls = True
            self._run(polling=True, heed=True)

    def stop(self) -> None:
        """End the watching threads."""
        self._stop.set()
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    def _run(self, *, polling: bool, heed: bool) -> None:
        thread = threading.Thread(target=self._watch, args=(polling, heed), daemon=True)
        self._threads.append(thread)
        thread.start()

    def _watch(self, polling: bool, heed: bool) -> None:
        for path in self._changes(polling):
            if path == self._trial:
                if heed:
                    self._proved.set()
            elif heed and self._trial.parent not in path.parents:
                self._on_change(path)

    def _changes(self, polling: bool) -> Iterator[Path]:
        batches = watchfiles.watch(
            self._folder,
            watch_filter=None,
            debounce=DEBOUNCE,
            step=STEP,
            stop_event=self._stop,
            rust_timeout=100,
            yield_on_timeout=False,
            force_polling=polling,
            poll_delay_ms=POLL_DELAY,
            raise_interrupt=False,
        )
        for batch in batches:
            yield from (Path(name) for _, name in batch)
