"""Serve a folder below a sub-path, as a host of pages does: for proofs and benches."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

SUB_PATH: Final = '/below/a/path/'
EMPTY_PAGE: Final = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Python</title><link rel="icon" href="data:,"></html>
"""


class Handler(SimpleHTTPRequestHandler):
    """Python's own server of files, one level down."""

    def translate_path(self, path: str) -> str:
        """Return the file below the sub-path; nothing else is there."""
        below = path.removeprefix(SUB_PATH) if path.startswith(SUB_PATH) else 'not-there'
        return super().translate_path(f'/{below}')

    def log_message(self, *words: object) -> None:
        """Be silent."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder while the block runs; give its address."""
    server = ThreadingHTTPServer(('127.0.0.1', 0), partial(Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f'http://127.0.0.1:{server.server_port}{SUB_PATH}'
    server.shutdown()
    thread.join()
    server.server_close()
