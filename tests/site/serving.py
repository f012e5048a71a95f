"""Serve the built site as a host of pages does: below a sub-path, compressed."""

import gzip
from contextlib import AbstractContextManager
from http.server import SimpleHTTPRequestHandler
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from docs import serving as plainly

SUB_PATH = '/galka/'
COMPRESSED = frozenset(('.html', '.css', '.js', '.svg', '.xml', '.json'))


class Handler(SimpleHTTPRequestHandler):
    """Sends texts compressed, and lets a browser keep everything for ten minutes."""

    protocol_version = 'HTTP/1.1'

    def translate_path(self, path: str) -> str:
        """Return the file below the sub-path; nothing else is there."""
        below = path.removeprefix(SUB_PATH) if path.startswith(SUB_PATH) else 'not-there'
        return super().translate_path(f'/{below}')

    def send_head(self) -> BinaryIO | None:
        """Send the status and headers of a file; return its content."""
        place = Path(self.translate_path(self.path))
        if place.is_dir():
            place /= 'index.html'
        if not place.is_file():
            self.send_error(404)
            return None
        content = place.read_bytes()
        self.send_response(200)
        if place.suffix in COMPRESSED:
            content = gzip.compress(content)
            self.send_header('Content-Encoding', 'gzip')
        self.send_header('Content-Type', self.guess_type(place))
        self.send_header('Content-Length', str(len(content)))
        self.send_header('Cache-Control', 'max-age=600')
        self.end_headers()
        return BytesIO(content)

    def log_message(self, *words: object) -> None:
        """Be silent."""


def serving(site: Path) -> AbstractContextManager[str]:
    """Serve a site while a block runs; give its address."""
    return plainly.serving(site, Handler, SUB_PATH)
