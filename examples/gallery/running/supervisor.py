"""Starts parts, shows what they say, and ends all of them together."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType
from typing import Final

from examples.gallery.running.guard import Guard
from examples.gallery.running.parts import Part
from examples.gallery.running.terminal import Terminal

_STEP: Final = 0.05  # seconds between two looks
_START_LIMIT: Final = 60.0


class StoppedError(Exception):
    """The gallery has to end: somebody said so, or a part has ended."""

    def __init__(self, reason: str, exit_code: int) -> None:
        super().__init__(reason)
        self.exit_code = exit_code


@dataclass(frozen=True, slots=True)
class _Running:
    part: Part
    process: subprocess.Popen[str]


class Supervisor:
    """Holds the processes of the gallery."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._running: list[_Running] = []
        self._is_asked_to_stop = False
        self._guard = Guard()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._hear)

    def start(self, *parts: Part) -> None:
        """Start parts at the same time, the inner ones first; return when all are ready.

        Raises:
            StoppedError: one of them has ended, or is not ready in time.

        """
        for part in parts:
            self._open(part)
        deadline = time.monotonic() + _START_LIMIT
        for part in parts:
            while not part.is_ready():
                self._look()
                if time.monotonic() > deadline:
                    raise StoppedError(f'{part.name} is not ready after a minute', 1)

    def run(self, part: Part) -> None:
        """Run a part that does its work once, to its end.

        Raises:
            StoppedError: it has failed, or is not wanted any more.

        """
        running = self._open(part)
        self._running.remove(running)
        try:
            while running.process.poll() is None:
                self._look()
        except StoppedError:
            _end(running, time.monotonic() + part.grace)
            raise
        if running.process.returncode:
            raise StoppedError(_farewell(running), 1)

    def watch(self) -> None:
        """Wait for the end.

        Raises:
            StoppedError: always; it says why.

        """
        while self._running:
            self._look()

    def stop(self) -> None:
        """End everything, from the outside to the inside: who asks, before who answers."""
        deadline = time.monotonic()
        for running in reversed(self._running):
            # What one part does not use of its time, those behind it may.
            deadline += running.part.grace
            _end(running, deadline)
        self._guard.dismiss()
        self._terminal.close()

    def _open(self, part: Part) -> _Running:
        environment = {**os.environ, 'PYTHONUNBUFFERED': '1', **part.environment}
        process = subprocess.Popen(
            part.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors='replace',
            # A Ctrl-C reaches the whole group of the terminal; the parts end in our order instead.
            start_new_session=True,
            **{'env': environment, **part.options},
        )
        self._guard.watch(process.pid)
        self._terminal.show(part.name, process.stdout)
        running = _Running(part, process)
        self._running.append(running)
        return running

    def _look(self) -> None:
        """Wait a moment; raise when there is a reason to end."""
        time.sleep(_STEP)
        if self._is_asked_to_stop:
            raise StoppedError('as asked', 0)
        for running in self._running:
            if running.process.poll() is not None:
                raise StoppedError(_farewell(running), 1)

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        # No lock of threading may be taken here: the signal may have come while it is held.
        self._is_asked_to_stop = True


def _end(running: _Running, deadline: float) -> None:
    """Ask a part to end, and kill what is left of it when its time is over."""
    running.process.send_signal(running.part.stop_signal)
    with suppress(subprocess.TimeoutExpired):
        running.process.wait(max(0, deadline - time.monotonic()))
    # Also where the part itself has ended: one that was killed leaves its workers behind.
    with suppress(ProcessLookupError):
        os.killpg(running.process.pid, signal.SIGKILL)
    running.process.wait()


def _farewell(running: _Running) -> str:
    code = running.process.returncode
    name = running.part.name
    if code >= 0:
        return f'{name} has ended with {code}'
    number = signal.Signals(-code)
    return f'{name} was ended by {number.name}'
