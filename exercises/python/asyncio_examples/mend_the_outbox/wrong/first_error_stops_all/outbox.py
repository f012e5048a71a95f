"""The outbox of a newsletter."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from typing import Any

Send = Callable[[str], Coroutine[Any, Any, None]]


class RefusedError(Exception):
    """The address does not take letters."""


async def send_all(addresses: Iterable[str], send: Send) -> list[str]:
    """Send a letter to every address, and return the addresses that refused."""
    addresses = list(addresses)
    tasks = []
    try:
        async with asyncio.TaskGroup() as group:
            for address in addresses:
                tasks.append(group.create_task(send(address)))
    except* RefusedError:
        pass
    return [
        address
        for address, task in zip(addresses, tasks)
        if not task.cancelled() and isinstance(task.exception(), RefusedError)
    ]
