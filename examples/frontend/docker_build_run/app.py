"""Serve one rendered page, and count its visits in a file that outlives the container."""

import os
import signal
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from types import FrameType

PORT = 8000
counting = Lock()


def count_visit(counter: Path) -> int:
    """Add one to the number in the file, and return it."""
    with counting:
        visits = int(counter.read_text()) + 1 if counter.exists() else 1
        counter.write_text(str(visits))
    return visits


class Site(BaseHTTPRequestHandler):
    """The page, and a path that says whether it can be served."""

    page = Path(os.environ.get('PUBLIC', 'public'), 'index.html')
    counter = Path(os.environ.get('DATA', '/data'), 'visits')

    def do_GET(self) -> None:
        """Answer with the page or with the state of health."""
        if self.path == '/health':
            self.answer('well\n', HTTPStatus.OK)
        elif self.path == '/':
            visits = str(count_visit(self.counter))
            self.answer(self.page.read_text().replace('VISITS', visits), HTTPStatus.OK)
        else:
            self.answer('no such page\n', HTTPStatus.NOT_FOUND)

    def answer(self, text: str, status: HTTPStatus) -> None:
        """Send the status and the text."""
        body = text.encode()
        self.send_response(status)
        self.send_header('Content-Type', 'text/html; charset=utf-8')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    """A server that can be told to stop, and then waits for its last answers."""

    daemon_threads = False

    def stop(self, _signal: int, _frame: FrameType | None) -> None:
        """Handle SIGTERM, for which process 1 has no default action."""
        # shutdown() waits for the loop that this handler interrupts: it needs its own thread.
        Thread(target=self.shutdown).start()


def main() -> None:
    """Serve until somebody says stop."""
    with Server(('', PORT), Site) as server:
        signal.signal(signal.SIGTERM, server.stop)
        server.serve_forever()
    print('stopped in order')


if __name__ == '__main__':
    main()
