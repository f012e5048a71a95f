"""What the lesson's page shows at its end: a group that waits, a task that gets lost."""

import asyncio
import gc


# [start edges]
async def say_goodbye_slowly(log: list[str]) -> None:
    """Need a moment to clean up."""
    try:
        await asyncio.sleep(3600)
    finally:
        await asyncio.sleep(0.02)
        log.append('goodbye')


async def group_of_one(log: list[str]) -> None:
    """Own a task."""
    async with asyncio.TaskGroup() as group:
        group.create_task(say_goodbye_slowly(log))


async def cancel_twice() -> list[str]:
    """Cancel a group, and again while its child cleans up; return what happened when."""
    log: list[str] = []
    task = asyncio.create_task(group_of_one(log))
    for _ in range(2):
        await asyncio.wait([task], timeout=0.001)
        task.cancel()
    await asyncio.wait([task])
    return [*log, 'the group ended']


async def wait_for_nobody() -> None:
    """Wait for a future that nobody else knows."""
    await asyncio.get_running_loop().create_future()


async def start_and_forget() -> tuple[bool, bool]:
    """Say whether the loop knows an unowned task before a garbage collection, and after it."""
    name = asyncio.create_task(wait_for_nobody()).get_name()  # nobody keeps the task itself
    await asyncio.sleep(0)
    known = name in names_of_tasks()
    gc.collect()
    return known, name in names_of_tasks()


# [end edges]


def names_of_tasks() -> set[str]:
    """Return the names of all tasks that the loop still knows."""
    return {task.get_name() for task in asyncio.all_tasks()}


def main() -> None:
    """Show both."""
    print(asyncio.run(cancel_twice()))
    print('known before and after a collection:', asyncio.run(start_and_forget()))


if __name__ == '__main__':
    main()
