"""The outbox of a newsletter."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from typing import Any

Send = Callable[[str], Coroutine[Any, Any, None]]

background: set[asyncio.Task] = set()


class RefusedError(Exception):
    """The address does not take letters."""


async def send_all(addresses: Iterable[str], send: Send) -> list[str]:
    """Send a letter to every address, and return the addresses that refused."""
    refused = []

    def note(address: str, task: asyncio.Task) -> None:
        background.discard(task)
        if not task.cancelled() and isinstance(task.exception(), RefusedError):
            refused.append(address)

    for address in addresses:
        task = asyncio.create_task(send(address))
        background.add(task)  # the loop itself holds tasks only weakly
        task.add_done_callback(lambda task, address=address: note(address, task))
    return refused
