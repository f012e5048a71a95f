"""Runs parts and loads; Ctrl-C ends all of them, at any moment."""

import os
import signal
import subprocess
from collections.abc import Callable
from contextlib import ExitStack, suppress

from examples.gallery.running.parts import Part
from examples.gallery.running.supervisor import StoppedError, Supervisor
from tests.bench_gallery import processor
from tests.bench_gallery.logs import Logs


class Bench(Supervisor):
    """The gallery's supervisor; it also waits for what is no part of the gallery."""

    def __init__(self, logs: Logs) -> None:
        super().__init__(logs)
        self._logs = logs

    def run(self, part: Part) -> None:
        """Run a part to its end; nothing is left of it when we have to end first.

        Raises:
            StoppedError: it has failed, another one has ended, or we were asked to stop.

        """
        running = self._open(part)
        # That this one ends is no reason to stop.
        self._running.remove(running)
        with ExitStack() as stack:
            stack.callback(_end, running.process)
            self.wait_until(lambda: running.process.poll() is not None)
        if running.process.returncode:
            said = self._logs.said(part.name)
            raise StoppedError(f'{part.name} has failed:\n{said}', 1)

    def wait_until(self, happened: Callable[[], bool]) -> None:
        """Wait for something.

        Raises:
            StoppedError: a part has ended, or we were asked to stop.

        """
        while not happened():
            self._look()

    def work(self) -> float | None:
        """Return the seconds that processors have worked for all parts; None if nobody tells."""
        return processor.used([running.process.pid for running in self._running])

    def say(self, text: str) -> None:
        """Show how far we are."""
        self._logs.say(text)


def _end(process: subprocess.Popen[str]) -> None:
    """End a process with all that it has started, if it still runs."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
