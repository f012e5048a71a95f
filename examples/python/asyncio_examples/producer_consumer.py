"""A fast producer and a slow consumer, with and without a bound on the queue between."""

import asyncio

# A turn of the loop is the clock here, so the figures are the same on every machine.
TURNS_TO_CONSUME = 4


class Belt:
    """A queue that remembers the longest line that it ever held."""

    def __init__(self, size: int) -> None:
        self.queue: asyncio.Queue[int] = asyncio.Queue(size)
        self.longest = 0

    async def put(self, number: int) -> None:
        """Put a number on the belt, waiting while a bounded belt is full."""
        await self.queue.put(number)
        self.longest = max(self.longest, self.queue.qsize())


# [start work]
async def produce(belt: Belt, count: int) -> None:
    """Put so many numbers on the belt, one a turn of the loop."""
    for number in range(count):
        await belt.put(number)
        await asyncio.sleep(0)


async def consume(belt: Belt, taken: list[int]) -> None:
    """Take numbers off for ever; each one needs several turns."""
    while True:
        taken.append(await belt.queue.get())
        for _ in range(TURNS_TO_CONSUME):
            await asyncio.sleep(0)
        belt.queue.task_done()


async def run(size: int, count: int = 1000) -> tuple[int, bool]:
    """Return the longest line, and whether every number arrived in its order."""
    belt, taken = Belt(size), list[int]()
    consumer = asyncio.create_task(consume(belt, taken))
    await produce(belt, count)
    await belt.queue.join()  # everything that was put has been consumed
    consumer.cancel()  # it would wait for the next number for ever
    return belt.longest, taken == list(range(count))


# [end work]


def report(name: str, size: int) -> None:
    """Show the longest line of one run."""
    longest, complete = asyncio.run(run(size))
    print(f'{name}: longest line {longest}, complete {complete}')


def main() -> None:
    """Compare a queue without a bound with a queue of ten."""
    report('no bound', 0)
    report('bound of 10', 10)


if __name__ == '__main__':
    main()
