"""Run the tool and kill it at a chosen point at which it writes.

``python -m tests.unit.tool.killing`` reads requests and writes answers, one JSON object a line. It
imports the tool once and forks for each request; the child counts its calls that change the disk
and kills itself with SIGKILL before or after the one that was asked for, or in the middle of it.
"""

import io
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from itertools import count
from typing import Any

from galka.__main__ import main
from galka.commands import check, session
from galka.workspace import answers

#: Imported before the first fork, so that no request waits for them.
PRELOADED = (check, session, answers)
#: The calls of ``os`` through which everything reaches the disk.
WRITING = ('open', 'write', 'fsync', 'mkdir', 'rename', 'replace', 'unlink', 'rmdir', 'chmod')
#: How the tool opens a file for that; text and temporary files hold nothing of the learner's.
WRITING_MODES = ('wb', 'xb', 'ab')
KILLED, DONE = 'killed', 'done'
BEFORE, HALF = 'before', 'half'
MOMENTS = (BEFORE, HALF, 'after')


def serve() -> None:
    """Answer requests until the input ends."""
    for line in sys.stdin:
        request = json.loads(line)
        pid = os.fork()
        if not pid:
            _become_tool(request)
        _, status = os.waitpid(pid, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        sys.stdout.write(f'{json.dumps(KILLED if killed else DONE)}\n')
        sys.stdout.flush()


def _become_tool(request: dict[str, Any]) -> None:
    try:
        os.chdir(request['here'])
        os.environ |= request['environment']
        os.setpgid(0, 0)
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nothing, stream)
        _arm(request['point'], request['moment'])
        main(request['arguments'])
    except SystemExit:
        os._exit(0)
    finally:
        os._exit(1)


def _arm(point: int, moment: str) -> None:
    """Replace the writing calls by ones that count, and kill at the call number ``point``."""
    counter = count(1)
    # The process that checks writes, too; it holds nothing that could be lost.
    tool = os.getpid()

    def armed(call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            own = os.getpid() == tool and _changes_disk(call, args)
            hit = own and next(counter) == point
            if hit and moment == BEFORE:
                _die()
            if hit and moment == HALF and call.__name__ == 'write':
                call(args[0], args[1][: len(args[1]) // 2])
                _die()
            outcome = call(*args, **kwargs)
            if hit:
                _die()
            return outcome

        return counted

    for name in WRITING:
        setattr(os, name, armed(getattr(os, name)))
    shutil.copyfile = armed(shutil.copyfile)
    io.open = _open


class _Raw(io.FileIO):
    """A file whose writes are calls of ``os``, as those of a log are."""

    def write(self, data: Any) -> int:
        """Write through ``os.write``, which counts."""
        return os.write(self.fileno(), data)


def _open(file: Any, mode: str = 'r', *args: Any, real: Any = io.open, **kwargs: Any) -> Any:
    """Open a file as ``io.open`` does, which is what ``Path.open`` calls; count what it writes."""
    if mode not in WRITING_MODES or isinstance(file, int) or kwargs.get('opener'):
        return real(file, mode, *args, **kwargs)
    raw = _Raw(file, mode, opener=lambda path, flags: os.open(path, flags, 0o666))
    return io.BufferedWriter(raw)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _changes_disk(call: Callable[..., Any], args: tuple[Any, ...]) -> bool:
    """Tell whether a call is more than opening a file for reading."""
    if getattr(call, '__name__', '') != 'open':
        return True
    return bool(args[1] & (os.O_WRONLY | os.O_RDWR))


if __name__ == '__main__':
    serve()
