"""A blocking call stops every task of its loop; in a thread or a process it does not."""

import asyncio
import time
from collections.abc import Awaitable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

PAUSE = 0.25


def add_up(limit: int = 3_000_000) -> int:
    """Keep a processor busy in pure Python."""
    return sum(number % 10 for number in range(limit))


def think() -> None:
    """Wait for something slow in the ordinary way, as a database driver of old does."""
    time.sleep(PAUSE)


# [start beats]
async def beat(beats: list[float]) -> None:
    """Beat a hundred times a second, whenever the loop comes round."""
    while True:
        await asyncio.sleep(0.01)
        beats.append(time.monotonic())


async def beats_during(work: Awaitable[object]) -> int:
    """Return how often the heart beats while this work goes on."""
    beats: list[float] = []
    heart = asyncio.create_task(beat(beats))
    await asyncio.sleep(0)  # the heart's turn to begin
    await work
    heart.cancel()
    return len(beats)


async def block() -> None:
    """Look like a coroutine and block like a function: nothing in here awaits."""
    think()


# [end beats]


async def beats_during_processes() -> int:
    """Count while another process, with an interpreter of its own, does the sum."""
    loop = asyncio.get_running_loop()
    # `spawn` starts a clean interpreter: a fork would copy this one with its loop.
    with ProcessPoolExecutor(1, get_context('spawn')) as pool:
        return await beats_during(loop.run_in_executor(pool, add_up))


async def compare() -> None:
    """Print the heartbeats of each way to wait for something slow."""
    on_loop = await beats_during(block())
    print('on the loop:', on_loop, 'beats')
    in_thread = await beats_during(asyncio.to_thread(think))
    print('in a thread:', in_thread, 'beats')
    busy = await beats_during(asyncio.to_thread(add_up))
    print('in a thread that computes:', busy, 'beats')
    print('in a process that computes:', await beats_during_processes(), 'beats')


# [start leftover]
def think_and_note(notes: list[str]) -> None:
    """Think, and leave a note of it."""
    think()
    notes.append('the thread went on to its end')


async def cancel_a_thread() -> list[str]:
    """Return what a thread still does after its caller gave up."""
    notes: list[str] = []
    try:
        async with asyncio.timeout(PAUSE / 5):
            await asyncio.to_thread(think_and_note, notes)
    except TimeoutError:
        notes.append('TimeoutError')
    await asyncio.sleep(PAUSE * 2)
    return notes


# [end leftover]


def main() -> None:
    """Compare, then show that a thread can't be cancelled."""
    asyncio.run(compare())
    print('given up:', ', '.join(asyncio.run(cancel_a_thread())))


if __name__ == '__main__':
    main()
