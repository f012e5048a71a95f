"""A worker that is told to stop: the job at hand is finished, the others are left."""

import asyncio
import os
import signal
import subprocess
import sys


# [start worker]
async def work(stop: asyncio.Event) -> None:
    """Do jobs until told to stop; a job once begun is brought to its end."""
    for job in range(1, 4):
        if stop.is_set():
            print(f'job {job}: left for the next start')
            return
        print(f'job {job}: begun', flush=True)
        os.kill(os.getpid(), signal.SIGTERM)  # here: what `docker stop` or systemd sends
        await asyncio.sleep(0.05)
        print(f'job {job}: done')


async def listen_and_work() -> None:
    """Turn the signal into an event that the work can look at."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    await work(stop)


# [end worker]


async def work_deaf() -> None:
    """Work without listening to signals."""
    await work(asyncio.Event())


def show(kind: str) -> None:
    """Run this file as a worker of its own, and show what became of it."""
    print(f'{kind}:', flush=True)
    worker = subprocess.run([sys.executable, __file__, kind], check=False)
    print(f'exit code {worker.returncode}')


def main() -> None:
    """Stop a worker that does not listen, and one that does."""
    show('deaf')
    show('listening')


if __name__ == '__main__':
    match sys.argv[1:]:
        case ['deaf']:
            asyncio.run(work_deaf())
        case ['listening']:
            asyncio.run(listen_and_work())
        case _:
            main()
