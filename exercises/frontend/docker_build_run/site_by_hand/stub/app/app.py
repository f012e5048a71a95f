"""A guest book: GET / shows the entries, POST / adds one, GET /health says whether it works."""

import json
import os
import signal
import socket
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

PORT = 8000
BOOK = Path(os.environ.get('DATA', '/data'), 'book.txt')


def entries() -> list[str]:
    """Return what the guests wrote."""
    return BOOK.read_text().splitlines() if BOOK.exists() else []


class GuestBook(BaseHTTPRequestHandler):
    """The book over HTTP."""

    def do_GET(self) -> None:
        """Show the book, or the health."""
        if self.path == '/health':
            self.answer({'entries': len(entries())})
        else:
            self.answer({'entries': entries(), 'container': socket.gethostname()})

    def do_POST(self) -> None:
        """Add the body as an entry."""
        length = int(self.headers['Content-Length'])
        entry = self.rfile.read(length).decode()
        with BOOK.open('a') as book:
            book.write(f'{entry}\n')
        self.answer({'entries': entries()})

    def answer(self, content: dict[str, object]) -> None:
        """Send the content as JSON."""
        self.send_response(HTTPStatus.OK)
        self.send_header('Content-Type', 'application/json')
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())


def main() -> None:
    """Serve until SIGTERM."""
    server = ThreadingHTTPServer(('', PORT), GuestBook)
    signal.signal(signal.SIGTERM, lambda *_: Thread(target=server.shutdown).start())
    server.serve_forever()


if __name__ == '__main__':
    main()
