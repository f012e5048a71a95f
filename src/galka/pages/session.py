"""A program that answers one request after another, within a time limit."""

import contextlib
import os
import selectors
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from galka.pages.processes import kill_tree

_END: Final = b'\0'
_CHUNK: Final = 65536
#: More output than this is thrown away: no page shows it.
_MOST_OUTPUT: Final = 1_000_000
_GRACE: Final = 1  # seconds to leave after the last request
_MOMENT: Final = 0.1  # seconds between the end of a program's pipes and its own


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request printed, and what the session said about it."""

    output: str
    reply: str


class SessionOverError(Exception):
    """The session ended before it answered, or it was ended for being late."""


class Session:
    """A program in a process group of its own, that speaks over two pipes beside its output.

    Output is told from replies by the pipe that it comes through, so nothing that is printed can
    be taken for the end of an answer.
    """

    def __init__(
        self,
        program: Sequence[str],
        *,
        folder: Path,
        environment: Mapping[str, str],
        errors_too: bool,
    ) -> None:
        """Start it; ``program`` is given the numbers of the two pipes as its last arguments."""
        their_requests, requests = os.pipe()
        replies, their_replies = os.pipe()
        self._process = subprocess.Popen(
            (*program, str(their_requests), str(their_replies)),
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if errors_too else None,
            pass_fds=(their_requests, their_replies),
            start_new_session=True,
        )
        os.close(their_requests)
        os.close(their_replies)
        self._requests = requests
        self._replies = replies
        assert self._process.stdout is not None
        self._stdout = self._process.stdout.fileno()
        os.set_blocking(self._stdout, False)
        self._over = ''

    def ask(self, request: str, limit: float) -> Answer:
        """Send a request and wait for its end.

        Raises:
            SessionOverError: the program is gone, or it was killed because the time was up.

        """
        if self._over:
            raise SessionOverError(self._over)
        with contextlib.suppress(BrokenPipeError):
            _write(self._requests, request.encode() + _END)
        output = bytearray()
        reply = bytearray()
        self._listen(output, reply, time.monotonic() + limit)
        self._drain(output)
        if reply.endswith(_END):
            return Answer(_text(output), _text(reply[:-1]))
        self._over = '[not run: the session had ended]'
        raise SessionOverError(_text(output) + self._end(limit))

    def close(self) -> None:
        """Let the program leave, or make it."""
        os.close(self._requests)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_GRACE)
        self._kill()
        os.close(self._replies)
        assert self._process.stdout is not None
        self._process.stdout.close()

    def _listen(self, output: bytearray, reply: bytearray, deadline: float) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._stdout, selectors.EVENT_READ, output)
            selector.register(self._replies, selectors.EVENT_READ, reply)
            # Without replies nothing more can be learnt: the program is gone.
            while self._replies in selector.get_map() and not reply.endswith(_END):
                left = deadline - time.monotonic()
                if left <= 0:
                    return
                _hear(selector, left)

    def _drain(self, output: bytearray) -> None:
        """Take what was printed before the reply came."""
        more = True
        while more:
            try:
                more = _take(self._stdout, output)
            except BlockingIOError:
                return

    def _end(self, limit: float) -> str:
        """Make sure that the program is gone, and say how it went."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            exit_code = self._process.wait(_MOMENT)
            return f'[the session ended with exit code {exit_code}]'
        self._kill()
        return f'[killed: it was not done after {limit:g} s]'

    def _kill(self) -> None:
        if self._process.poll() is None:
            kill_tree(self._process.pid)
            self._process.wait()


def _hear(selector: selectors.BaseSelector, timeout: float) -> None:
    for key, _ in selector.select(timeout):
        if not _take(key.fd, key.data):
            selector.unregister(key.fd)


def _take(source: int, target: bytearray) -> bool:
    """Read what has come; tell whether there can be more."""
    chunk = os.read(source, _CHUNK)
    room = max(0, _MOST_OUTPUT - len(target))
    target.extend(chunk[:room])
    return bool(chunk)


def _write(target: int, message: bytes) -> None:
    while message:
        message = message[os.write(target, message) :]


def _text(message: bytes | bytearray) -> str:
    return message.decode('utf-8', errors='replace')
