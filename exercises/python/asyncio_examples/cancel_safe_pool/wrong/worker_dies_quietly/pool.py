"""A pool of workers."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

Job = Any


class Pool:
    """Does jobs with ``work``, ``size`` at a time."""

    def __init__(self, work: Callable[[Job], Awaitable[object]], size: int) -> None:
        self.work = work
        self.size = size
        self.done: list[tuple[Job, object]] = []
        self.failed: list[tuple[Job, BaseException]] = []
        self.left: list[Job] = []

    async def run(self, jobs: Iterable[Job]) -> None:
        """Do all jobs."""
        waiting = list(jobs)
        try:
            async with asyncio.TaskGroup() as workers:
                for _ in range(self.size):
                    workers.create_task(self._worker(waiting))
        finally:
            self.left.extend(waiting)

    async def _worker(self, waiting: list[Job]) -> None:
        while waiting:
            job = waiting.pop(0)
            try:
                self.done.append((job, await self.work(job)))
            except asyncio.CancelledError:
                self.left.append(job)
                raise
            except Exception as error:
                self.failed.append((job, error))
