"""A service that makes thumbnails with a library that blocks."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar, copy_context

#: The request that is being served; the library writes it into its log.
REQUEST: ContextVar[str] = ContextVar('REQUEST', default='no request')


class Thumbnails:
    """Shrinks pictures on request."""

    def __init__(self, shrink: Callable[[bytes], bytes]) -> None:
        self.shrink = shrink  # takes seconds, blocks, and must not run twice at once
        # One worker is both the thread and the lock, and it does not care who stopped waiting.
        self._worker = ThreadPoolExecutor(max_workers=1)

    async def handle(self, request: str, picture: bytes) -> bytes:
        """Return the thumbnail of a picture."""
        REQUEST.set(request)
        context = copy_context()  # `run_in_executor`, other than `to_thread`, carries none over
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._worker, context.run, self.shrink, picture)
