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
    results = await asyncio.gather(*map(send, addresses), return_exceptions=True)
    refused = []
    for address, result in zip(addresses, results):
        if isinstance(result, RefusedError):
            refused.append(address)
        elif isinstance(result, Exception):
            raise result
    return refused
