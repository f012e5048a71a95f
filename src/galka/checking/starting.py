"""Start the process that checks, as early as possible: it imports less than a command does."""

import contextlib
import os
import sys

# threading would have to be imported for it; the fork that checks is begun before that.
from _thread import allocate_lock
from typing import IO, NoReturn, final

CAN_FORK = hasattr(os, 'fork')
WARM = '--warm'


@final
class Server:
    """The far end of a checker: a process that answers requests, one line for one line."""

    def __init__(self, pid: int, requests: int, answers: int) -> None:
        self._pid = pid
        self._requests: IO[bytes] = os.fdopen(requests, 'wb')
        self._answers: IO[bytes] = os.fdopen(answers, 'rb')
        self._ended: int | None = None
        #: A thread that was told of the end and the one that ends it may both wait for it.
        self._waiting = allocate_lock()

    def ask(self, request: bytes) -> bytes:
        """Send a request of one line and return the answer; nothing where the process is gone."""
        try:
            self._requests.write(request)
            self._requests.flush()
        except (BrokenPipeError, ConnectionResetError):
            return b''
        return self._answers.readline()

    def close(self) -> int:
        """End the process, and with it a check that may still run; return its exit code."""
        with contextlib.suppress(BrokenPipeError):
            # What could not be sent to a process that is gone is tried once more here.
            self._requests.close()
        self._answers.close()
        with self._waiting:
            if self._ended is None:
                _, status = os.waitpid(self._pid, 0)
                self._ended = os.waitstatus_to_exitcode(status)
            return self._ended


#: Processes for a single check that were started before their owners were ready to need them.
_early: list[Server] = []


def start(*, warm: bool) -> Server:
    """Return a process that serves checks; ``warm`` readies it for many, which one need not pay."""
    if _early and not warm:
        return _early.pop()
    theirs, requests = os.pipe()
    answers, ours = os.pipe()
    pid = os.posix_spawn(
        sys.executable,
        [sys.executable, '-P', '-m', 'galka.checking.server', *([WARM] if warm else [])],
        os.environ,
        file_actions=[(os.POSIX_SPAWN_DUP2, theirs, 0), (os.POSIX_SPAWN_DUP2, ours, 1)],
    )
    os.close(theirs)
    os.close(ours)
    return Server(pid, requests, answers)


def start_early() -> None:
    """Begin to import pytest over there, while the command line is read here.

    This process has only begun, so a fork of it is as good as a new interpreter, and sooner there.
    """
    if not CAN_FORK:
        return
    theirs, requests = os.pipe()
    answers, ours = os.pipe()
    pid = os.fork()
    if not pid:
        _serve(theirs, ours)
    os.close(theirs)
    os.close(ours)
    _early.append(Server(pid, requests, answers))


def _serve(requests: int, answers: int) -> NoReturn:
    """Become the process that checks. A ``pytest.py`` of the learner is not imported for pytest."""
    os.dup2(requests, 0)
    os.dup2(answers, 1)
    os.closerange(3, max(requests, answers) + 3)
    if not sys.flags.safe_path:
        sys.path.pop(0)
    try:
        from galka.checking import server

        server.main(warm=False)
    finally:
        os._exit(1)
