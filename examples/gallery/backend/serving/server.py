"""Daphne's server, which ends without losing a request."""

import asyncio
from typing import Any, Final

import structlog
from daphne import server
from daphne.http_protocol import WebRequest
from twisted.internet import defer

from examples.gallery.backend.serving.requests import LimitedFactory

_PATIENCE: Final = 4  # seconds: somebody waits for the end
_STEP: Final = 0.05
_log: Final = structlog.get_logger()

# Daphne finds its factory under this name, and leaves no other way in.
server.HTTPFactory = LimitedFactory


class DrainingServer(server.Server):
    """Finishes what it has begun.

    Daphne itself cancels all requests at SIGTERM: photos that were sent are not answered.
    """

    def __init__(self, *parts: Any, **options: Any) -> None:
        super().__init__(*parts, **options)
        self._ports: list[Any] = []

    def listen_success(self, port: Any) -> None:
        """Remember what listens."""
        super().listen_success(port)
        self._ports.append(port)

    def kill_all_applications(self) -> defer.Deferred[None]:
        """Make Twisted wait for the end of what was begun."""
        return defer.Deferred.fromFuture(asyncio.ensure_future(self._drain()))

    async def _drain(self) -> None:
        for port in self._ports:
            port.stopListening()  # whoever comes now goes to another server
        _log.info('draining', requests=len(self._unanswered()))
        for _ in range(int(_PATIENCE / _STEP)):
            # Looking again after a pause: on its way here may be a request on a kept connection.
            await asyncio.sleep(_STEP)
            if not self._unanswered():
                break
        _log.info('ends', lost=len(self._unanswered()))
        # What is left are sockets: their browsers connect again, and are told what they missed.
        for details in self.connections.values():
            application = details.get('application_instance')
            if application:
                application.cancel()

    def _unanswered(self) -> list[WebRequest]:
        return [
            request
            for request, details in self.connections.items()
            if isinstance(request, WebRequest) and 'disconnected' not in details
        ]
