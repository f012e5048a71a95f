"""Keep the promise that was made to a service: not too many requests in too short a time."""

import asyncio
from collections import deque


class RateLimiter:
    """At most ``rate`` starts in any stretch of ``per`` seconds."""

    def __init__(self, rate: int, per: float) -> None:
        self.rate = rate
        self.per = per
        self._starts = deque(maxlen=rate)

    async def __aenter__(self) -> None:
        """Wait until one more start is allowed."""
        now = asyncio.get_running_loop().time()
        start = now
        if len(self._starts) == self.rate:
            start = max(now, self._starts[0] + self.per)
        self._starts.append(start)  # booked: the next one plans with it
        await asyncio.sleep(start - now)

    async def __aexit__(self, *error: object) -> None:
        """Leave the block."""
