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


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request printed, and what the session said about it."""

    output: str
    reply: str


class SessionOverError(Exception):
    """The session ended before it answered, or it was ended for being late."""

    def __init__(self, reason: str, output: str = '') -> None:
        super().__init__(reason)
        self.output = output


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
        theirs_in, self._requests = os.pipe()
        self._replies, theirs_out = os.pipe()
        self._process = subprocess.Popen(
            [*program, str(theirs_in), str(theirs_out)],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if errors_too else None,
            pass_fds=(theirs_in, theirs_out),
            start_new_session=True,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        assert self._process.stdout is not None
        self._stdout = self._process.stdout
        os.set_blocking(self._stdout.fileno(), False)
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
        output, reply = bytearray(), bytearray()
        self._listen(output, reply, time.monotonic() + limit)
        self._drain(output)
        if reply.endswith(_END):
            return Answer(_text(output), _text(reply[:-1]))
        self._over = self._reason(limit)
        raise SessionOverError(self._over, _text(output))

    def close(self) -> None:
        """Let the program leave, or make it."""
        os.close(self._requests)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_GRACE)
        self._kill()
        os.close(self._replies)
        self._stdout.close()

    def _listen(self, output: bytearray, reply: bytearray, deadline: float) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._stdout, selectors.EVENT_READ, output)
            selector.register(self._replies, selectors.EVENT_READ, reply)
            # Without replies nothing more can be learnt: the program is gone.
            while self._replies in selector.get_map() and not reply.endswith(_END):
                left = deadline - time.monotonic()
                if left <= 0:
                    return
                for key, _ in selector.select(left):
                    if not _take(key.fd, key.data):
                        selector.unregister(key.fileobj)

    def _drain(self, output: bytearray) -> None:
        """Take what was printed before the reply came."""
        with contextlib.suppress(BlockingIOError):
            while _take(self._stdout.fileno(), output):
                pass

    def _reason(self, limit: float) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            exit_code = self._process.wait(_GRACE / 10)
            return f'the session had ended with exit code {exit_code}'
        self._kill()
        return f'it was not done after {limit:g} s and was killed'

    def _kill(self) -> None:
        if self._process.poll() is None:
            kill_tree(self._process.pid)
            self._process.wait()


def _take(source: int, target: bytearray) -> bool:
    """Read what has come; tell whether there can be more."""
    chunk = os.read(source, _CHUNK)
    target.extend(chunk[: max(0, _MOST_OUTPUT - len(target))])
    return bool(chunk)


def _write(target: int, content: bytes) -> None:
    while content:
        content = content[os.write(target, content) :]


def _text(content: bytes | bytearray) -> str:
    return content.decode('utf-8', errors='replace')
