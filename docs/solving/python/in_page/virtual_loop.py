"""asyncio without sockets and threads: a loop whose clock jumps to the next timer."""

import asyncio
from asyncio import events, runners
from typing import Final, Never, final

from in_page import missing
from in_page.clocks import lead

NOTHING_MORE: Final = 'every task waits, and nothing is left that could wake one up'


@final
class VirtualLoop(asyncio.BaseEventLoop):
    """A loop that has timers, tasks and futures, and nothing that comes from outside."""

    def __init__(self) -> None:
        super().__init__()
        # BaseEventLoop asks it what has happened, and lets it wait.
        self._selector = self

    def select(self, timeout: float | None) -> tuple[()]:
        """Jump over the time in which nothing would happen."""
        if timeout is None:
            raise RuntimeError(NOTHING_MORE)
        lead.wait(max(timeout, 0))
        return ()

    def run_in_executor(self, executor: object, func: object, *args: object) -> Never:
        """Say that there are no threads."""
        missing.end('threads')

    def add_signal_handler(self, sig: int, callback: object, *args: object) -> Never:
        """Say that nobody sends signals to a page."""
        missing.end('signals')

    async def shutdown_default_executor(self, *_: object) -> None:
        """Have no threads to wait for."""

    def _process_events(self, event_list: object) -> None:
        """Have nothing to do: nothing comes from outside."""

    def _write_to_self(self) -> None:
        """Have nobody to wake up: there is one thread."""


@final
class _Policy(events._BaseDefaultEventLoopPolicy):
    """Makes such loops wherever a program asks for a new one."""

    _loop_factory = VirtualLoop


def install() -> None:
    """Make it the loop of every program, in the place of Pyodide's own."""
    events._set_running_loop(None)
    events._set_event_loop_policy(_Policy())
    # CPython's own; Pyodide has put another into its place.
    asyncio.run = runners.run
