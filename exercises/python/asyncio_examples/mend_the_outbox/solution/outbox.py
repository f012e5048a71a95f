"""The outbox of a newsletter."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from typing import Any

Send = Callable[[str], Coroutine[Any, Any, None]]


class RefusedError(Exception):
    """The address does not take letters."""


async def send_all(addresses: Iterable[str], send: Send) -> list[str]:
    """Send a letter to every address, and return the addresses that refused."""
    async with asyncio.TaskGroup() as group:
        # A list and not a dictionary: an address may be given twice.
        letters = [(address, group.create_task(refuses(address, send))) for address in addresses]
    return [address for address, letter in letters if letter.result()]


async def refuses(address: str, send: Send) -> bool:
    """Send one letter, and return whether it was refused."""
    # Caught here, in the task: outside, the group would already have cancelled the other letters.
    try:
        await send(address)
    except RefusedError:
        return True
    return False
