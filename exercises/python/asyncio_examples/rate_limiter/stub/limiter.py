"""Keep the promise that was made to a service: not too many requests in too short a time."""


class RateLimiter:
    """At most ``rate`` starts in any stretch of ``per`` seconds.

    async with limiter:
        ...  # a start; how long this takes does not matter
    """

    def __init__(self, rate: int, per: float) -> None:
        self.rate = rate
        self.per = per

    async def __aenter__(self) -> None:
        """Wait until one more start is allowed."""

    async def __aexit__(self, *error: object) -> None:
        """Leave the block."""
