"""Daphne's server, which ends without losing a request."""

import asyncio
from typing import Any, Final

import structlog
from daphne import server
from daphne.http_protocol import WebRequest
from twisted.internet import defer, reactor

from examples.gallery.backend.serving.requests import LimitedFactory

_PATIENCE: Final = 4  # seconds: somebody waits for the end
_STEP: Final = 0.05
_reactor: Final[Any] = reactor
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
        #: From then on each answer is the last one on its connection: NGINX would never let go.
        self.is_draining = False

    def listen_success(self, port: Any) -> None:
        """Remember what listens."""
        super().listen_success(port)
        self._ports.append(port)

    def kill_all_applications(self) -> defer.Deferred[None]:
        """Make Twisted wait for the end of what was begun."""
        return defer.Deferred.fromFuture(asyncio.ensure_future(self._drain()))

    async def _drain(self) -> None:
        self.is_draining = True
        for port in self._ports:
            port.stopListening()  # whoever comes now goes to another server
        _log.info('draining', requests=len(self._unanswered()))
        quiet = 0
        for _ in range(int(_PATIENCE / _STEP)):
            await asyncio.sleep(_STEP)
            # Twice: a request may be on its way in on a kept connection, or an answer out.
            quiet = 0 if self._unanswered() else quiet + 1
            if quiet == 2:
                break
        _reactor.removeAll()  # nothing is read any more, and so nothing is begun
        _log.info('ends', lost=len(self._unanswered()))
        await self._cancel()

    async def _cancel(self) -> None:
        """End what is left: sockets, whose browsers connect again and are told what they missed."""
        found = [details.get('application_instance') for details in self.connections.values()]
        applications = [application for application in found if application]
        for application in applications:
            application.cancel()
        if applications:
            # A thread may still wait for this event loop, and would do so for ever.
            await asyncio.wait(applications, timeout=1)

    def _unanswered(self) -> list[WebRequest]:
        return [
            request
            for request, details in self.connections.items()
            if isinstance(request, WebRequest) and 'disconnected' not in details
        ]
