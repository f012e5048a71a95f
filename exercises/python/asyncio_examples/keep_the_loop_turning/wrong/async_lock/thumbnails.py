"""A service that makes thumbnails with a library that blocks."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar

#: The request that is being served; the library writes it into its log.
REQUEST: ContextVar[str] = ContextVar('REQUEST', default='no request')


class Thumbnails:
    """Shrinks pictures on request."""

    def __init__(self, shrink: Callable[[bytes], bytes]) -> None:
        self.shrink = shrink  # takes seconds, blocks, and must not run twice at once
        self._lock = asyncio.Lock()

    async def handle(self, request: str, picture: bytes) -> bytes:
        """Return the thumbnail of a picture."""
        REQUEST.set(request)
        async with self._lock:
            return await asyncio.to_thread(self.shrink, picture)
