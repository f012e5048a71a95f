"""Keep the promise that was made to a service: not too many requests in too short a time."""

import asyncio
from collections import deque


class RateLimiter:
    """At most ``rate`` starts in any stretch of ``per`` seconds.

    async with limiter:
        ...  # a start; how long this takes does not matter
    """

    def __init__(self, rate: int, per: float) -> None:
        self.rate = rate
        self.per = per
        self._starts: deque[float] = deque(maxlen=rate)
        # A lock is fair: whoever came first gets it first, and a cancelled waiter leaves the line.
        self._lock = asyncio.Lock()

    async def __aenter__(self) -> None:
        """Wait until one more start is allowed."""
        loop = asyncio.get_running_loop()
        async with self._lock:
            if len(self._starts) == self.rate:
                await asyncio.sleep(self._starts[0] + self.per - loop.time())
            # Noted after the wait: a task that is cancelled while it sleeps has taken no place.
            self._starts.append(loop.time())

    async def __aexit__(self, *error: object) -> None:
        """Leave the block."""
