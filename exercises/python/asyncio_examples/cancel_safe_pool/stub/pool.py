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
        queue: asyncio.Queue[Job] = asyncio.Queue()
        for job in jobs:
            queue.put_nowait(job)
        workers = [asyncio.create_task(self._worker(queue)) for _ in range(self.size)]
        await queue.join()
        for worker in workers:
            worker.cancel()

    async def _worker(self, queue: asyncio.Queue[Job]) -> None:
        while True:
            job = await queue.get()
            try:
                result = await self.work(job)
            except BaseException as error:
                self.failed.append((job, error))
            else:
                self.done.append((job, result))
            queue.task_done()
