"""A process that has pytest imported and forks for each check.

It reads requests from standard input and writes answers to standard output, one JSON object a line,
one check at a time. It is single-threaded, so forking is safe, and no learner's code ever runs in
it. When its input ends, the check in hand is killed and the server is gone.
"""

import contextlib
import dataclasses
import gc
import json
import os
import resource
import select
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import IO, Any, final

import pytest

from galka import fixtures
from galka.checking import child, reaping
from galka.checking.child import Request

#: Bytes of output that are kept of one check; the rest is cut in the middle.
OUTPUT_KEPT = 20_000
CHUNK = 1 << 16
#: A file that a check writes may have this many bytes: a loop that prints must not fill the disk.
LARGEST_FILE = 2 * 1024**3
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

    def serve(self) -> None:
        """Answer requests until the input ends."""
        for line in iter(self._next_line, None):
            answer = self._check(Request(**json.loads(line)))
            sys.stdout.write(f'{json.dumps(answer)}\n')
            sys.stdout.flush()

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
        scratch = Path(tempfile.mkdtemp(prefix='galka-'))
        word = os.urandom(8).hex()
        with tempfile.TemporaryFile() as report, tempfile.TemporaryFile() as output:
            own = dataclasses.replace(request, scratch=str(scratch))
            pid = os.fork()
            if not pid:
                _become_check(own, word, report, output)
            ended = self._wait(pid, request.limit)
            left = reaping.kill_descendants()
            shutil.rmtree(scratch, ignore_errors=True)
            return {
                **ended,
                'left': left,
                'word': word,
                'report': _content(report),
                'output': _shortened(_content(output)),
            }

    def _wait(self, pid: int, limit: float) -> dict[str, Any]:
        """Wait for a check to end; kill it at its limit, or when the client is gone."""
        end = time.monotonic() + limit
        while True:
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                return {'exit': os.waitstatus_to_exitcode(status), 'timed_out': False}
            ready, _, _ = select.select(
                [self._input, self._wake],
                [],
                [],
                max(end - time.monotonic(), 0),
            )
            if self._wake in ready:
                os.read(self._wake, CHUNK)
            elif self._input in ready:
                # Only the end of the input comes while a check runs: its result is not wanted.
                _kill_group(pid)
                reaping.kill_descendants()
                sys.exit()
            elif not ready:
                _kill_group(pid)
                os.waitpid(pid, 0)
                return {'exit': None, 'timed_out': True}


def _noticed(*_: object) -> None:
    """Be interrupted by the end of a child: the wake-up descriptor does the rest."""


def _become_check(
    request: Request,
    word: str,
    report: IO[bytes],
    output: IO[bytes],
) -> None:
    """Run the check in this new process. Never returns."""
    code = 1
    try:
        _settle(output)
        child.run(request, report.fileno(), word, output)
        code = 0
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _settle(output: IO[bytes]) -> None:
    os.setsid()
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(output.fileno(), 1)
    os.dup2(output.fileno(), 2)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))


def _kill_group(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _content(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode('utf-8', errors='replace')


def _shortened(text: str) -> str:
    if len(text) <= OUTPUT_KEPT:
        return text
    half = OUTPUT_KEPT // 2
    return f'{text[:half]}\n…\n{text[-half:]}'


def _warm_up() -> None:
    """Have pytest import all that it needs before the first request."""
    with (
        Path(os.devnull).open('w', encoding='utf-8') as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
        tempfile.TemporaryDirectory(prefix='galka-') as empty,
    ):
        pytest.main(child.arguments(Request(empty, empty, 0, empty)), plugins=list(child.PLUGINS))


def main() -> None:
    """Serve the process at the other end; ``--warm`` imports first all that checks may need."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    reaping.become_subreaper()
    os.environ['PYTEST_DISABLE_PLUGIN_AUTOLOAD'] = '1'
    if sys.argv[1:]:
        _warm_up()
        # What is here now stays: no child has to look through it for garbage.
        gc.freeze()
    Server().serve()


if __name__ == '__main__':
    main()
