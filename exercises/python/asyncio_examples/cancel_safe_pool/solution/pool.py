"""A pool of workers."""

import asyncio
from collections import deque
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
        waiting = deque(jobs)
        try:
            # The group owns the workers: it does not end before they have ended.
            async with asyncio.TaskGroup() as workers:
                for _ in range(self.size):
                    workers.create_task(self._worker(waiting))
        finally:
            self.left.extend(waiting)

    async def _worker(self, waiting: deque[Job]) -> None:
        # A job can answer its cancellation with an error of its own, or finish all the same.
        while waiting and not is_told_to_stop():
            # Nothing awaits between here and `try`, so no job can get lost in between.
            job = waiting.popleft()
            try:
                result = await self.work(job)
            except asyncio.CancelledError as error:
                if is_told_to_stop():
                    self.left.append(job)
                    raise
                self.failed.append((job, error))
            except Exception as error:
                self.failed.append((job, error))
            else:
                self.done.append((job, result))


def is_told_to_stop() -> bool:
    """Tell whether somebody cancelled the task that runs now."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
