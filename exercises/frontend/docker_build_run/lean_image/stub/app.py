"""Serve the palette, and tell about the process that serves it."""

import json
import os
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
sys.path.append(str(HERE / 'lib'))

PORT = 8000


def facts() -> dict[str, object]:
    """Return the colours, and what a test wants to know about this process."""
    palette = import_module('palette')
    return {
        'colours': palette.COLOURS,
        'built': palette.BUILT,
        'licence': palette.LICENCE,
        'source': Path(__file__).read_text(),
        'user': os.getuid(),
        'writable': writable(),
    }


def writable() -> list[str]:
    """Return the modules and folders of the app that this process may change."""
    modules = set(HERE.rglob('*.py'))
    places = modules | {module.parent for module in modules}
    return [str(place) for place in sorted(places) if os.access(place, os.W_OK)]


class Palette(BaseHTTPRequestHandler):
    """The facts at ``/``, the health at ``/health``, and a POST that breaks it."""

    health = HTTPStatus.OK

    def do_GET(self) -> None:
        """Answer with the facts or the health."""
        if self.path == '/health':
            self.answer(self.health, {})
        else:
            self.answer(HTTPStatus.OK, facts())

    def do_POST(self) -> None:
        """Be broken from now on: the process lives, and can't serve."""
        Palette.health = HTTPStatus.SERVICE_UNAVAILABLE
        self.answer(HTTPStatus.OK, {})

    def answer(self, status: HTTPStatus, content: dict[str, object]) -> None:
        """Send the status and the content as JSON."""
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())


if __name__ == '__main__':
    ThreadingHTTPServer(('', PORT), Palette).serve_forever()
