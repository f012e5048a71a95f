"""Keep the promise that was made to a service: not too many requests in too short a time."""

import asyncio


class RateLimiter:
    """At most ``rate`` starts in any stretch of ``per`` seconds."""

    def __init__(self, rate: int, per: float) -> None:
        self.rate = rate
        self.per = per
        self._lock = asyncio.Lock()
        self._window = None
        self._used = 0

    async def __aenter__(self) -> None:
        """Wait until one more start is allowed."""
        loop = asyncio.get_running_loop()
        async with self._lock:
            if self._window == loop.time() // self.per and self._used == self.rate:
                await asyncio.sleep((self._window + 1) * self.per - loop.time())
            if self._window != loop.time() // self.per:
                self._window = loop.time() // self.per
                self._used = 0
            self._used += 1

    async def __aexit__(self, *error: object) -> None:
        """Leave the block."""
