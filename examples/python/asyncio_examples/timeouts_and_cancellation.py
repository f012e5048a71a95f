"""A cancellation is an exception: what cleans up, what hides it, and what then hangs."""

import asyncio
import itertools
import subprocess
import sys
from collections.abc import Callable, Coroutine, Iterable
from contextlib import suppress

Work = Coroutine[None, None, None]


async def copy_file() -> None:
    """Pretend to copy for an hour, and clean up whatever happens."""
    try:
        await asyncio.sleep(3600)
    finally:
        print('copy: half a file removed')


async def show_timeout() -> None:
    """Let a timeout cancel a copy; outside it has become a ``TimeoutError``."""
    try:
        async with asyncio.timeout(0.05):
            await copy_file()
    except TimeoutError:
        print('timeout: TimeoutError')


# [start swallow]
async def robust(attempts: Iterable[int]) -> None:
    """Try again after an error, and go when told to go."""
    for _ in attempts:
        with suppress(Exception):  # CancelledError is none of them
            await asyncio.sleep(3600)


async def stubborn(attempts: Iterable[int]) -> None:
    """Try again, whatever happens."""
    for _ in attempts:
        with suppress(BaseException):  # CancelledError is one of them
            await asyncio.sleep(3600)


async def survives(task: asyncio.Task[None], cancels: int = 3) -> bool:
    """Cancel a task several times; return whether it still runs."""
    for _ in range(cancels):
        await asyncio.wait([task], timeout=0.02)
        task.cancel()
    await asyncio.wait([task], timeout=0.02)
    return not task.done()


# [end swallow]


async def live_on() -> None:
    """Be asked to stop, decide otherwise, and say so."""
    task = asyncio.current_task()
    task.cancel()
    try:
        await asyncio.sleep(3600)
    except asyncio.CancelledError:
        print('requests to stop:', task.cancelling(), 'after uncancel:', task.uncancel())


async def show_cancel(work: Callable[[Iterable[int]], Work]) -> None:
    """Cancel a worker that has four attempts three times."""
    survived = await survives(asyncio.create_task(work(range(4))))
    print(work.__name__, 'after three cancels:', 'still running' if survived else 'gone')


async def leave_it_behind() -> None:
    """Return while a stubborn task with endless attempts is on its way."""
    task = asyncio.create_task(stubborn(itertools.count()))
    await asyncio.wait([task], timeout=0)


def show_hanging_exit() -> None:
    """``asyncio.run`` cancels what is left over, once, and waits until it is gone."""
    command = [sys.executable, __file__, 'hang']
    try:
        subprocess.run(command, check=False, timeout=1)
    except subprocess.TimeoutExpired:
        print('a program that leaves a stubborn task behind: hung, and was killed')


def main() -> None:
    """Show a timeout, a task that goes, one that stays, and a program that hangs."""
    asyncio.run(show_timeout())
    asyncio.run(show_cancel(robust))
    asyncio.run(show_cancel(stubborn))
    asyncio.run(live_on())
    show_hanging_exit()


if __name__ == '__main__':
    if sys.argv[1:] == ['hang']:
        asyncio.run(leave_it_behind())
    else:
        main()
