"""Keep the promise that was made to a service: not too many requests in too short a time."""

import asyncio


class RateLimiter:
    """At most ``rate`` starts in any stretch of ``per`` seconds."""

    def __init__(self, rate: int, per: float) -> None:
        self.rate = rate
        self.per = per
        self._lock = asyncio.Lock()
        self._last = None

    async def __aenter__(self) -> None:
        """Wait until one more start is allowed."""
        loop = asyncio.get_running_loop()
        async with self._lock:
            if self._last is not None:
                await asyncio.sleep(self._last + self.per / self.rate - loop.time())
            self._last = loop.time()

    async def __aexit__(self, *error: object) -> None:
        """Leave the block."""
