"""Requests as Daphne reads them, but no more of them than is allowed."""

import json
from http import HTTPStatus
from typing import Any, Final

from daphne.http_protocol import HTTPFactory, WebRequest
from django.conf import settings

from examples.gallery.backend.api.problems import CONTENT_TYPE, describe

_OTHER_PARTS: Final = 100_000  # bytes of a form around its file
_STATUS: Final = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
_BODY: Final = json.dumps(describe(_STATUS, 'The file is too large.'))
_ANSWER: Final = '\r\n'.join(
    (
        f'HTTP/1.1 {_STATUS.value} {_STATUS.phrase}',
        f'Content-Type: {CONTENT_TYPE}',
        f'Content-Length: {len(_BODY)}',
        'Connection: close',
        '',
        _BODY,
    ),
)


class LimitedRequest(WebRequest):
    """A request whose body may have so many bytes, and no more.

    Daphne calls the application when a body is complete: a refusal by Django would come after a
    gigabyte, and this one comes after the headers.
    """

    def __init__(self, *parts: Any, **options: Any) -> None:
        # Twisted would read a form, too: two seconds for 20 MB, in which nobody else is answered.
        super().__init__(*parts, parsePOSTFormSubmission=False, **options)
        self._refused = False

    def gotLength(self, length: int | None) -> None:  # Twisted's name
        """Refuse a body that declares itself too long."""
        super().gotLength(length)
        if length and length > self._most:
            self._refuse()

    def handleContentChunk(self, data: bytes) -> None:
        """Refuse a body that turns out to be too long: it may come in chunks, undeclared."""
        if self._refused:
            return
        if self.content.tell() + len(data) > self._most:
            self._refuse()
        else:
            super().handleContentChunk(data)

    def process(self) -> Any:
        """Pass the request on to the application."""
        return None if self._refused else super().process()

    def handle_reply(self, message: dict[str, Any]) -> None:
        """Answer; where the server ends, nothing more is to come on this connection."""
        if self.server.is_draining and self.channel:
            self.channel.persistent = False
            self.setHeader('Connection', 'close')
        super().handle_reply(message)

    @property
    def _most(self) -> int:
        return settings.GALLERY.upload_bytes + _OTHER_PARTS

    def _refuse(self) -> None:
        self._refused = True
        self.channel.transport.write(_ANSWER.encode())
        self.channel.loseConnection()


class LimitedFactory(HTTPFactory):
    """Makes what reads one connection."""

    def buildProtocol(self, addr: Any) -> Any:  # Twisted's name
        """Read its requests with a limit."""
        protocol = super().buildProtocol(addr)
        protocol.requestFactory = LimitedRequest
        return protocol
