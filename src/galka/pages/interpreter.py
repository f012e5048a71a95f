"""The interpreter session of a page; this file is run as a program of its own.

Examples come in on the first of two descriptors as JSON objects ended by a NUL; the exception of
each, if there was one, goes out on the second likewise. What an example prints goes where
prints go. The page's names live in a real ``__main__``, as in an interactive session, so that
pickling and dataclasses work, and their source is known to ``inspect`` and to tracebacks.

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
from types import FunctionType, ModuleType, TracebackType
from typing import Any, BinaryIO, Final

_END: Final = b'\0'
_CHUNK: Final = 65536
_COROUTINE: Final = 0x80  # inspect.CO_COROUTINE; importing inspect costs more than most pages
_FUTURES: Final = sum(
    getattr(__future__, name).compiler_flag for name in __future__.all_feature_names
)


class Interpreter:
    """Runs examples one after another in one namespace, and coroutines in one event loop."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        self._lines: list[str] = []
        self._module = ModuleType('__main__')
        self._module.__dict__['__builtins__'] = builtins
        sys.modules['__main__'] = self._module
        self._runner: Any = None

    def run(self, source: str, line: int) -> dict[str, str]:
        """Run an example that stands on a line of the page; say what exception it raised."""
        try:
            self._execute(source, line)
        except BaseException as problem:
            return {
                'exception': ''.join(_last_lines(problem)),
                'traceback': ''.join(
                    traceback.format_exception(
                        type(problem),
                        problem,
                        _from_page(problem.__traceback__, self._page),
                    ),
                ),
            }
        finally:
            sys.stdout.flush()
        return {}

    def _execute(self, source: str, line: int) -> None:
        tree = compile(source, self._page, 'single', self._flags | ast.PyCF_ONLY_AST, True)
        ast.increment_lineno(tree, line - 1)
        self._remember(source, line)
        code = compile(tree, self._page, 'single', self._flags, True)
        self._flags |= code.co_flags & _FUTURES
        outcome = FunctionType(code, self._module.__dict__)()
        if code.co_flags & _COROUTINE:
            self._loop().run(outcome)

    def _remember(self, source: str, line: int) -> None:
        """Make the example's source known, on the lines that it has on the page."""
        lines = source.splitlines(keepends=True)
        end = line - 1 + len(lines)
        self._lines.extend(['\n'] * (end - len(self._lines)))
        self._lines[line - 1 : end] = lines
        # Without a time of change the entry is never compared with a file.
        linecache.cache[self._page] = (end, None, self._lines, self._page)

    def _loop(self) -> Any:
        if self._runner is None:
            import asyncio

            self._runner = asyncio.Runner()
        return self._runner


def _last_lines(problem: BaseException) -> list[str]:
    """Give what stands below the stack of a traceback."""
    lines = traceback.format_exception_only(type(problem), problem)
    if isinstance(problem, SyntaxError):
        # The place and the caret come first; a page compares the message alone.
        name = f'{type(problem).__name__}:'
        return [
            text
            for at, text in enumerate(lines)
            if any(row.startswith(name) for row in lines[: at + 1])
        ]
    return lines


def _from_page(stack: TracebackType | None, page: str) -> TracebackType | None:
    """Drop the frames that lead to the page's own code."""
    while stack and stack.tb_frame.f_code.co_filename != page:
        stack = stack.tb_next
    return stack


def _requests(source: BinaryIO) -> Iterator[bytes]:
    pending = b''
    while chunk := os.read(source.fileno(), _CHUNK):
        *complete, pending = (pending + chunk).split(_END)
        yield from complete


def main(page: str, requests: int, replies: int) -> None:
    """Answer requests until there are no more."""
    sys.argv = ['']
    sys.stdout.reconfigure(line_buffering=True)  # as on a terminal
    interpreter = Interpreter(page)
    for request in _requests(open(requests, 'rb', buffering=0)):
        reply = json.dumps(interpreter.run(**json.loads(request)))
        os.write(replies, reply.encode() + _END)
    os._exit(0)


if __name__ == '__main__':
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
