"""Answers on this machine, checked as the tool does it."""

import asyncio
import queue
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, Self, final

from galka.checking.client import Checker
from galka.model.course import Task
from proving.seen import Seen, by_test

#: A database server, for one, may not run as root, and reads the answer as somebody else.
READABLE: Final = 0o755


@final
class Machine:
    """Runs answers as the tool does, some at a time."""

    def __init__(self, count: int) -> None:
        self._pool = ThreadPoolExecutor(count)
        self._checkers = [Checker() for _ in range(count)]
        self._ready: queue.SimpleQueue[Checker] = queue.SimpleQueue()
        for checker in self._checkers:
            self._ready.put(checker)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()
        for checker in self._checkers:
            checker.close()

    async def run(self, task: Task, files: Mapping[str, str]) -> Seen:
        """Run one answer."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, self._check, task, files)

    def _check(self, task: Task, files: Mapping[str, str]) -> Seen:
        checker = self._ready.get()
        try:
            with tempfile.TemporaryDirectory(prefix='galka-answer-') as copy:
                Path(copy).chmod(READABLE)
                for name, text in files.items():
                    path = Path(copy, name)
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(text, 'utf-8')
                found = checker.check(task, Path(copy))
        finally:
            self._ready.put(checker)
        return Seen(
            found.verdict,
            found.reason,
            *by_test((test.name, test.outcome, test.message) for test in found.tests),
        )
