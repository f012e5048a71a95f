"""The app behind NGINX: it knows few pages, and talks too much about the others."""

import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import final

TRACEBACK = """\
Traceback (most recent call last):
  File "/srv/gallery/routes.py", line 42, in find
LookupError: no route for {method} {path}
"""
PROMISED = 1000


@final
class App(BaseHTTPRequestHandler):
    """What a framework in debug mode would answer."""

    def do_GET(self) -> None:
        """Answer by the last part of the path."""
        self._read()
        match self.path.rpartition('/')[2]:
            case 'slow':
                time.sleep(2)
                self._answer(HTTPStatus.OK, 'at last\n')
            case 'half':
                self._answer(HTTPStatus.OK, 'the beginning\n', length=PROMISED)
            case 'busy':
                self._answer(HTTPStatus.SERVICE_UNAVAILABLE, 'a backup runs\n')
            case 'invalid':
                self._answer(HTTPStatus.BAD_REQUEST, '{"title": "is missing"}\n')
            case 'crash':
                self._answer(HTTPStatus.INTERNAL_SERVER_ERROR, self._traceback())
            case _:
                self._answer(HTTPStatus.NOT_FOUND, self._traceback())

    def do_HEAD(self) -> None:
        """Answer as to GET; the body stays here."""
        self.do_GET()

    def do_POST(self) -> None:
        """Answer as to GET."""
        self.do_GET()

    def log_message(self, *details: object) -> None:
        """Keep quiet: the reader watches NGINX."""

    def _read(self) -> None:
        self.rfile.read(int(self.headers.get('Content-Length', 0)))

    def _traceback(self) -> str:
        return TRACEBACK.format(method=self.command, path=self.path)

    def _answer(self, status: HTTPStatus, text: str, length: int = 0) -> None:
        self.send_response(status)
        self.send_header('Content-Type', 'text/plain')
        self.send_header('Content-Length', str(length or len(text)))
        self.send_header('X-Powered-By', 'Flask 3.1')
        if status == HTTPStatus.SERVICE_UNAVAILABLE:
            self.send_header('Retry-After', '120')
        self.end_headers()
        if self.command != 'HEAD':
            self.wfile.write(text.encode())
