"""Serve a folder below a sub-path, as a host of pages does: for proofs and benches."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

from galka.fixtures.ports import find_free_port

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
def serving(
    folder: Path,
    handler: type[SimpleHTTPRequestHandler] = Handler,
    sub_path: str = SUB_PATH,
) -> Iterator[str]:
    """Serve a folder while the block runs; give its address."""
    place = ('127.0.0.1', find_free_port())
    with ThreadingHTTPServer(place, partial(handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f'http://127.0.0.1:{server.server_port}{sub_path}'
        finally:
            server.shutdown()
            thread.join()
