"""A process that has pytest imported and forks for each check.

It reads requests from standard input and writes answers to standard output, one JSON object a line,
one check at a time; where the same request is likely to come again, it readies a process for it.
It is single-threaded, so forking is safe, and no learner's code ever runs in it. When its input
ends, the check in hand is killed and the server is gone; nothing else ends it, since whoever ends
before its check leaves that running.
"""

import contextlib
import gc
import json
import os
import select
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NoReturn, final

import pytest

from galka import fixtures
from galka.checking import child, memory, reaping
from galka.checking.attempt import GROUP_SIGNALS, Attempt
from galka.checking.child import Request
from galka.checking.starting import WARM

CHUNK = 1 << 16
#: Seconds between two looks at the memory that a check uses.
LOOK_EVERY = 0.1
PRELOADED = (pytest, fixtures)


@final
class Server:
    """Serves one client until its input ends."""

    def __init__(self) -> None:
        read_end, wake_up = os.pipe()
        self._wake = read_end
        os.set_blocking(wake_up, False)
        signal.set_wakeup_fd(wake_up, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, _noticed)
        self._input = sys.stdin.fileno()
        self._buffer = b''
        #: A process that has got ready for the request that is likely to come next.
        self._spare: Attempt | None = None

    def serve(self) -> None:
        """Answer requests until the input ends."""
        for line in iter(self._next_line, None):
            request = Request(**json.loads(line))
            answer = self._check(request)
            sys.stdout.write(f'{json.dumps(answer)}\n')
            sys.stdout.flush()
            if request.again:
                self._spare = Attempt(request)
        self._discard_spare()

    def _next_line(self) -> bytes | None:
        while b'\n' not in self._buffer:
            chunk = os.read(self._input, CHUNK)
            if not chunk:
                return None
            self._buffer += chunk
        line, _, rest = self._buffer.partition(b'\n')
        self._buffer = rest
        return line

    def _check(self, request: Request) -> dict[str, Any]:
        spare = self._take_spare(request)
        if spare:
            answer = self._run(spare)
            # Killed before it began, by somebody else: that says nothing about the answer.
            if answer['report'] or answer['exit'] != -signal.SIGKILL:
                return answer
        return self._run(Attempt(request))

    def _run(self, attempt: Attempt) -> dict[str, Any]:
        attempt.begin()
        ended = self._wait(attempt)
        left = reaping.kill_descendants()
        return {**ended, **attempt.close(), 'left': left}

    def _take_spare(self, request: Request) -> Attempt | None:
        """Return the process that has got ready, if it is for this request and still there."""
        spare = self._spare
        if spare and spare.request == request and spare.alive:
            self._spare = None
            return spare
        self._discard_spare()
        return None

    def _discard_spare(self) -> None:
        if self._spare:
            self._spare.kill()
            reaping.kill_descendants()
            self._spare.close()
            self._spare = None

    def _wait(self, attempt: Attempt) -> dict[str, Any]:
        """Wait for a check to end; stop it at its limits."""
        end = time.monotonic() + attempt.request.limit
        while True:
            done, status = os.waitpid(attempt.pid, os.WNOHANG)
            if done:
                return {'exit': os.waitstatus_to_exitcode(status), 'stopped': ''}
            left = end - time.monotonic()
            if left <= 0:
                return _stop(attempt, 'time')
            if not self._rest(attempt, min(left, LOOK_EVERY)) and memory.exceeded_below(
                os.getpid()
            ):
                return _stop(attempt, 'memory')

    def _rest(self, attempt: Attempt, seconds: float) -> bool:
        """Wait for a child to end, not for long; tell whether one did.

        Only the end of the input comes while a check runs: its result is not wanted then.
        """
        ready, _, _ = select.select([self._input, self._wake], [], [], seconds)
        if self._wake in ready:
            os.read(self._wake, CHUNK)
        elif self._input in ready:
            attempt.kill()
            reaping.kill_descendants()
            attempt.close()
            sys.exit()
        return bool(ready)


def _stop(attempt: Attempt, reason: str) -> dict[str, Any]:
    attempt.kill()
    os.waitpid(attempt.pid, 0)
    return {'exit': None, 'stopped': reason}


def _noticed(*_: object) -> None:
    """Be interrupted by the end of a child: the wake-up descriptor does the rest."""


def _warm_up() -> None:
    """Have pytest import all that it needs before the first request."""
    with (
        Path(os.devnull).open('w', encoding='utf-8') as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
        tempfile.TemporaryDirectory(prefix='galka-') as empty,
    ):
        pytest.main(child.arguments(Request(empty, empty, 0, empty)), plugins=list(child.PLUGINS))


def main(*, warm: bool) -> NoReturn:
    """Serve the process at the other end; ``warm`` imports first all that checks may need."""
    for number in GROUP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    reaping.become_subreaper()
    os.environ['PYTEST_DISABLE_PLUGIN_AUTOLOAD'] = '1'
    if warm:
        _warm_up()
        # What is here now stays: no child has to look through it for garbage.
        gc.freeze()
    Server().serve()
    # Taking down an interpreter that has pytest imported costs a tenth of a check.
    os._exit(0)


if __name__ == '__main__':
    main(warm=WARM in sys.argv)
