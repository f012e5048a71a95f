"""Serve the built site on loopback, with the learner's ticks written into its pages."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import final

from galka.model.errors import GalkaError
from galka.model.progress import LessonState
from galka.translation import translate

LOOPBACK = '127.0.0.1'
#: Where `make site` builds, below the root of a course.
BUILT = 'build/site'
#: How the site's extension writes a tick: the state is an attribute and a word inside.
TICK = re.compile(
    r'(?P<start><span class="galka-tick" data-lesson="(?P<lesson>[^"]+)" data-state=")[^"]*'
    r'(?P<middle>"[^>]*>)[^<]*(?P<end></span>)',
)
WORDS: Mapping[LessonState, str] = MappingProxyType(
    {
        LessonState.OPEN: 'open',
        LessonState.STARTED: 'started',
        LessonState.SOLVED: 'solved',
        LessonState.CLAIMED: 'claimed',
    }
)

States = Callable[[], Mapping[str, LessonState]]


def with_ticks(page: str, states: Mapping[str, LessonState]) -> str:
    """Return a page of the site with the state of each lesson in its place."""
    return TICK.sub(partial(_fill, states), page)


def _fill(states: Mapping[str, LessonState], tick: re.Match[str]) -> str:
    state = states.get(tick['lesson'])
    if state is None:
        return tick[0]
    return f'{tick["start"]}{state}{tick["middle"]}{WORDS[state]}{tick["end"]}'


def make_server(folder: Path, states: States, port: int) -> ThreadingHTTPServer:
    """Return a server of ``folder`` on loopback; port 0 takes a free one.

    ``states`` is asked anew for each page. Raises GalkaError when there is no site or the port is
    taken.
    """
    if not (folder / 'index.html').is_file():
        raise GalkaError(
            translate('There is no built site in {folder}.').format(folder=folder),
            translate('Build it: make site. Or name its folder: galka serve --site DIR'),
        )
    try:
        return ThreadingHTTPServer((LOOPBACK, port), partial(_Handler, folder, states))
    except (OSError, OverflowError) as error:
        raise GalkaError(
            translate('Port {port} can not be used: {error}').format(port=port, error=error),
            translate('Take another: galka serve --port 0'),
        ) from error


@final
class _Handler(SimpleHTTPRequestHandler):
    """Serves files, and pages with ticks."""

    def __init__(self, folder: Path, states: States, *args: object) -> None:
        self._states = states
        super().__init__(*args, directory=str(folder))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with a file; a page gets its ticks first."""
        page = self._page()
        if page is None:
            super().do_GET()
            return
        content = with_ticks(page.read_text('utf-8'), self._states()).encode()
        self.send_response(HTTPStatus.OK)
        self.send_header('Content-Type', 'text/html; charset=utf-8')
        self.send_header('Content-Length', str(len(content)))
        self.send_header('Cache-Control', 'no-store')
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        """Be silent: the terminal is the learner's."""

    def _page(self) -> Path | None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition('?')[0].endswith('/'):
            path /= 'index.html'
        return path if path.suffix == '.html' and path.is_file() else None
