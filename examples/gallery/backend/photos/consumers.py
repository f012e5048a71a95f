"""Tells browsers how far their photos are, over a WebSocket."""

from typing import Any
from urllib.parse import parse_qs

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer

from examples.gallery.backend.observing.metrics import SOCKETS
from examples.gallery.backend.people.models import Ticket
from examples.gallery.backend.photos.listening import group_of, listen
from examples.gallery.backend.photos.models import Photo, Status
from examples.gallery.backend.photos.progress import Stage, message
from examples.gallery.backend.tenancy.errors import NoShard
from examples.gallery.backend.tenancy.keys import Key


class ProgressConsumer(AsyncJsonWebsocketConsumer):
    """One WebSocket of one person, who showed a ticket."""

    async def connect(self) -> None:
        """Let in who has a ticket; tell what is going on, and then each change."""
        words = parse_qs(self.scope['query_string'].decode('latin-1'))
        tenant = await _redeem(words.get('ticket', [''])[0])
        if tenant is None:
            await self.close()  # before it was accepted: the browser gets a 403
            return
        await listen(self.channel_layer)
        await self._join(group_of(tenant))
        for key in await _waiting(tenant):
            await self.send_json(message(key, Stage.STORED))

    async def disconnect(self, code: int) -> None:
        """Count the browser out; Channels takes it out of its groups."""
        SOCKETS.dec(len(self.groups))

    async def receive_json(self, content: Any, **more: Any) -> None:
        """Ignore what the browser says: it is here to listen."""

    async def progress(self, event: dict[str, Any]) -> None:
        """Pass on news that came from Postgres."""
        await self.send_json(event['news'])

    async def _join(self, group: str) -> None:
        # In the group first, and then looking at what waits: so nothing falls between the two.
        await self.channel_layer.group_add(group, self.channel_name)
        self.groups.append(group)
        await self.accept()
        SOCKETS.inc()


@database_sync_to_async
def _redeem(ticket: str) -> int | None:
    """Use up a ticket; return whose it is, None if it is not good."""
    try:
        used, _ = Ticket.matching(ticket).delete()
        return Key.parse(ticket.partition('.')[0]).tenant_id if used else None
    except (ValueError, NoShard):
        return None


@database_sync_to_async
def _waiting(tenant: int) -> list[Key]:
    photos = Photo.objects.for_tenant(tenant).filter(status=Status.WAITING)
    return [photo.key for photo in photos.only('tenant_id', 'id').order_by('-id')[:100]]
