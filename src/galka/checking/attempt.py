"""One check in a process of its own, which is forked now and begins when it is wanted.

pytest needs as long to configure itself as many a check takes. A process that is forked while the
learner types has that behind it when they save.
"""

import contextlib
import dataclasses
import os
import resource
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, NoReturn, final

from galka.checking import child, reaping
from galka.checking.child import Request
from galka.checking.reporting import Reporter

#: Bytes of output that are kept of one check; the rest is cut in the middle.
OUTPUT_KEPT = 20_000
#: A file that a check writes may have this many bytes: a loop that prints must not fill the disk.
LARGEST_FILE = 2 * 1024**3
#: What a terminal that closes, Ctrl-C or ``timeout`` sends to all that runs there. The server
#: ignores them, to end the check in hand when the tool is gone; a check must not.
GROUP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@final
class Attempt:
    """A process that runs one check when it is told to."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self._word = os.urandom(8).hex()
        self._scratch = Path(tempfile.mkdtemp(prefix='galka-'))
        # A database server, for one, may not run as root, and gets through as somebody else.
        self._scratch.chmod(0o711)
        self._report = tempfile.TemporaryFile()
        self._output = tempfile.TemporaryFile()
        begun, begin = os.pipe()
        self._begin = begin
        self.pid = os.fork()
        if not self.pid:
            os.close(self._begin)
            self._become_check(begun)
        os.close(begun)

    @property
    def alive(self) -> bool:
        """Whether the process is still there; one that is not can not be begun."""
        done, _ = os.waitpid(self.pid, os.WNOHANG)
        return not done

    def begin(self) -> None:
        """Let the process go on to its test."""
        with contextlib.suppress(BrokenPipeError):
            os.write(self._begin, b'.')

    def kill(self) -> None:
        """End the process and all of its group."""
        for end in (os.killpg, os.kill):
            with contextlib.suppress(ProcessLookupError):
                end(self.pid, signal.SIGKILL)

    def close(self) -> Mapping[str, Any]:
        """Put away what an ended check leaves; return what it wrote."""
        os.close(self._begin)
        shutil.rmtree(self._scratch, ignore_errors=True)
        with self._report, self._output:
            return {
                'word': self._word,
                'report': _content(self._report),
                'output': _shortened(_content(self._output)),
            }

    def _become_check(self, begun: int) -> NoReturn:
        """Run the check in this new process."""
        code = 1
        try:
            _settle(self._output)
            child.run(
                dataclasses.replace(self.request, scratch=str(self._scratch)),
                Reporter(self._report.fileno(), self._word, Path(self.request.answer)),
                self._output,
                lambda: self._wait(begun),
            )
            code = 0
        except BaseException:
            # Nobody above may see it: this process must not go on as a copy of the server.
            traceback.print_exc()
        finally:
            with contextlib.suppress(Exception):
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(code)

    def _wait(self, begun: int) -> None:
        """Wait to be begun; be gone when that never comes, because nobody is there any more."""
        if not os.read(begun, 1):
            shutil.rmtree(self._scratch, ignore_errors=True)
            os._exit(0)
        os.close(begun)


def _settle(output: IO[bytes]) -> None:
    os.setsid()
    _hear_signals()
    # Nobody is left to stop it at its limit if the server is killed.
    reaping.die_with_parent()
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(output.fileno(), 1)
    os.dup2(output.fileno(), 2)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))


def _hear_signals() -> None:
    """Have each signal do what it does in a process of its own."""
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, *GROUP_SIGNALS):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _content(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode('utf-8', errors='replace')


def _shortened(text: str) -> str:
    if len(text) <= OUTPUT_KEPT:
        return text
    half = OUTPUT_KEPT // 2
    return f'{text[:half]}\n…\n{text[-half:]}'
