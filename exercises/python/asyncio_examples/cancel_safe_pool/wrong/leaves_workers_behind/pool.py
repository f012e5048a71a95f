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
        try:
            await queue.join()
        finally:
            for worker in workers:
                worker.cancel()
            while not queue.empty():
                self.left.append(queue.get_nowait())

    async def _worker(self, queue: asyncio.Queue[Job]) -> None:
        while True:
            job = await queue.get()
            try:
                self.done.append((job, await self.work(job)))
            except asyncio.CancelledError as error:
                if asyncio.current_task().cancelling():
                    self.left.append(job)
                    raise
                self.failed.append((job, error))
            except Exception as error:
                self.failed.append((job, error))
            finally:
                queue.task_done()
