"""An event loop in some forty lines: a queue of tasks, a heap of alarms, and generators."""

import heapq
import time
from collections import deque
from collections.abc import Coroutine, Generator
from typing import Any

OldStyle = Generator['Future', None, Any]
NewStyle = Coroutine['Future', None, Any]


# [start loop]
class Future:
    """A result that is not there yet, and the tasks that wait for it."""

    def __init__(self) -> None:
        self.done = False
        self.result: Any = None
        self.waiting: list[Task] = []

    def __await__(self) -> Generator['Future', None, Any]:
        if not self.done:
            yield self  # this goes up through every `await`, as far as the loop
        return self.result

    __iter__ = __await__  # a plain generator says `yield from` where a coroutine says `await`


class Task(Future):
    """A generator that the loop moves on; a future too, with its result."""

    def __init__(self, steps: OldStyle | NewStyle) -> None:
        super().__init__()
        self.steps = steps


class Loop:
    """One thread's plan: who goes on now, and who at what time."""

    def __init__(self) -> None:
        self.ready: deque[Task] = deque()
        self.alarms: list[tuple[float, int, Future]] = []

    def create_task(self, steps: OldStyle | NewStyle) -> Task:
        """Queue the generator; nothing of it runs yet."""
        task = Task(steps)
        self.ready.append(task)
        return task

    def sleep(self, seconds: float) -> Future:
        """Return a future that is done after so many seconds."""
        alarm = Future()
        when = time.monotonic() + seconds
        heapq.heappush(self.alarms, (when, id(alarm), alarm))
        return alarm

    def run(self, steps: OldStyle | NewStyle) -> Any:
        """Turn until this task is done, and return its result."""
        main = self.create_task(steps)
        while not main.done:
            if self.ready:
                self._step(self.ready.popleft())
            else:
                when, _, alarm = heapq.heappop(self.alarms)
                time.sleep(max(0, when - time.monotonic()))
                self._finish(alarm)
        return main.result

    def _step(self, task: Task) -> None:
        try:
            awaited = task.steps.send(None)  # runs as far as the next `yield`
        except StopIteration as end:
            self._finish(task, end.value)
        else:
            awaited.waiting.append(task)

    def _finish(self, future: Future, result: Any = None) -> None:
        future.done = True
        future.result = result
        self.ready.extend(future.waiting)


# [end loop]


def kettle(loop: Loop) -> Generator[Future, None, str]:
    """Boil water, as a generator of the old kind."""
    print('kettle: on')
    yield from loop.sleep(0.04)
    print('kettle: boils')
    return 'tea'


async def toaster(loop: Loop) -> str:
    """Make toast, as a coroutine: the loop sees no difference."""
    print('toaster: on')
    await loop.sleep(0.02)
    print('toaster: pops')
    return 'toast'


async def breakfast(loop: Loop) -> tuple[str, str]:
    """Start both, then wait for both."""
    drink = loop.create_task(kettle(loop))
    food = loop.create_task(toaster(loop))
    return await drink, await food


def main() -> None:
    """Have breakfast."""
    loop = Loop()
    print('breakfast:', *loop.run(breakfast(loop)))


if __name__ == '__main__':
    main()
