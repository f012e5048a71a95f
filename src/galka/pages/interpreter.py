"""The interpreter session of a page; this file is run as a program of its own.

Examples come in on the first of two descriptors as JSON objects, each ended by a NUL; the exception
of each, if there was one, goes out on the second likewise. What an example prints goes where prints
go. The page's names live in a real ``__main__``, as in an interactive session, so that pickling and
dataclasses work, and their source is known to ``inspect`` and to tracebacks.

It imports nothing of galka: what a page imports must be the page's own affair.
"""

import __future__

import ast
import builtins
import json
import linecache
import os
import sys
import traceback
from collections.abc import Iterator
from importlib import import_module
from itertools import dropwhile, repeat
from types import CodeType, FunctionType, ModuleType
from typing import Any, Final, cast

_END: Final = b'\0'
_CHUNK: Final = 65536
_COROUTINE: Final = 0x80  # inspect.CO_COROUTINE; importing inspect costs more than most pages
_FUTURES: Final = sum(
    getattr(__future__, name).compiler_flag for name in __future__.all_feature_names
)


class Interpreter:
    """Runs examples one after another in one namespace, and coroutines in one event loop."""

    def __init__(self, page: str) -> None:
        self._source = _PageSource(page)
        self._flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        self._module = ModuleType('__main__')
        self._module.__dict__['__builtins__'] = builtins
        sys.modules['__main__'] = self._module
        self._loop: Any = None

    def run(self, source: str, line: int) -> dict[str, str]:
        """Run an example that stands on a line of the page; say what exception it raised."""
        try:
            self._execute(self._compile(source, line))
        except BaseException as problem:
            shown = self._source.traceback(problem)
            return {'exception': _last_lines(shown, problem), 'traceback': ''.join(shown.format())}
        finally:
            sys.stdout.flush()
        return {}

    def _compile(self, source: str, line: int) -> CodeType:
        page = self._source.page
        tree = compile(source, page, 'single', self._flags | ast.PyCF_ONLY_AST, dont_inherit=True)
        ast.increment_lineno(tree, line - 1)
        self._source.add(source, line)
        code = cast('CodeType', compile(tree, page, 'single', self._flags, dont_inherit=True))
        self._flags |= code.co_flags & _FUTURES
        return code

    def _execute(self, code: CodeType) -> None:
        outcome = FunctionType(code, self._module.__dict__)()
        if code.co_flags & _COROUTINE:
            if self._loop is None:
                # Most pages await nothing, and importing asyncio takes longer than they do.
                self._loop = import_module('asyncio').Runner()
            self._loop.run(outcome)


class _PageSource:
    """The source of the examples so far, on the lines that they have on the page."""

    def __init__(self, page: str) -> None:
        self.page = page
        self._lines: list[str] = []

    def add(self, source: str, line: int) -> None:
        """Make an example's source known to whoever asks for the page's lines."""
        between = line - len(self._lines) - 1
        self._lines.extend(repeat('\n', between))
        self._lines.extend(source.splitlines(keepends=True))
        # Without a time of change the entry is never compared with a file.
        linecache.cache[self.page] = (1, None, self._lines, self.page)

    def traceback(self, problem: BaseException) -> traceback.TracebackException:
        """Show the way to an exception, from the page's own code on."""
        stack = problem.__traceback__
        while stack and stack.tb_frame.f_code.co_filename != self.page:
            stack = stack.tb_next
        return traceback.TracebackException(type(problem), problem, stack)


def _last_lines(shown: traceback.TracebackException, problem: BaseException) -> str:
    """Give what stands below the stack of a traceback."""
    lines = shown.format_exception_only()
    if isinstance(problem, SyntaxError):
        # The place and the caret come first; a page compares the message alone.
        name = type(problem).__name__
        return ''.join(dropwhile(lambda line: not line.startswith(name), lines))
    return ''.join(lines)


def _requests(source: int) -> Iterator[bytes]:
    pending = b''
    chunk = os.read(source, _CHUNK)
    while chunk:
        *complete, pending = (pending + chunk).split(_END)
        yield from complete
        chunk = os.read(source, _CHUNK)


def main() -> None:
    """Answer requests until there are no more."""
    page = sys.argv[1]
    requests, replies = map(int, sys.argv[2:])
    for descriptor in (requests, replies):
        # A server that an example leaves behind must not hold them.
        os.set_inheritable(descriptor, False)
    sys.argv = ['']
    cast('Any', sys.stdout).reconfigure(line_buffering=True)  # as on a terminal
    interpreter = Interpreter(page)
    for request in _requests(requests):
        reply = json.dumps(interpreter.run(**json.loads(request)))
        os.write(replies, reply.encode() + _END)
    os._exit(0)


if __name__ == '__main__':
    main()
