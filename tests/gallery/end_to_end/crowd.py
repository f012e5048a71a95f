"""A crowd of visitors who hardly pause: each request is counted, with what came of it."""

import re
import secrets
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from typing import Any, Final, NamedTuple

import urllib3

from examples.gallery.running.painting import paint

#: Nobody answered: the connection was refused, or closed before a word was said.
NOBODY: Final = 0
#: NGINX says by these that nobody took the request, and so does the front end.
_REFUSALS: Final = frozenset((NOBODY, 502, 503))
_SUCCESS: Final = frozenset((200, 201))
_TIMEOUT: Final = urllib3.Timeout(30)
_PAUSE: Final = 0.03  # seconds; those who are refused at once would leave nothing to the others
_BROWSERS: Final = 8
_SIZE: Final = (240, 160)
_END: Final = '</html>'
_TOKEN: Final = re.compile('name="csrf_token"[^>]*value="([^"]+)"')


class Asked(NamedTuple):
    """A request, and what came of it."""

    kind: str
    request_id: str
    status: int
    #: The right answer; for an upload, the name of its photo.
    answer: str = ''

    @property
    def is_refused(self) -> bool:
        """Tell whether the visitor heard that nobody took the request."""
        return self.status in _REFUSALS


class Crowd:
    """All visitors are one person, at many browsers."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._pool = urllib3.PoolManager(maxsize=_BROWSERS, retries=False, timeout=_TIMEOUT)
        self._numbers = count()
        self._name = f'ada_{secrets.token_hex(4)}'
        self._password = secrets.token_urlsafe()
        self.form_token = ''
        self._headers = {'Accept': 'application/json, text/html;q=0.9', 'Connection': 'close'}
        self.asked: list[Asked] = []

    def come(self) -> None:
        """Sign up, on the pages and at the API."""
        words = {'username': self._name, 'password': self._password}
        token = self._see('/sign-up')
        self.send('POST', '/sign-up', fields={**words, 'csrf_token': token}, redirect=False)
        self.form_token = self._see('/upload/')
        session = self.send('POST', '/api/session', json=words)
        self._headers['Authorization'] = f'Bearer {session.json()["token"]}'

    @contextmanager
    def pressing(self) -> Iterator[None]:
        """Let all of them ask again and again, while the block runs."""
        over = threading.Event()
        kinds = (self._page, self._page, self._read, self._upload, self._form)
        visitors = [threading.Thread(target=self._repeat, args=(over, kind)) for kind in kinds]
        for visitor in visitors:
            visitor.start()
        try:
            yield
        finally:
            over.set()
            for visitor in visitors:
                visitor.join()

    def answered(self) -> Counter[str]:
        """Return how many requests of each kind got their right answer."""
        return Counter(one.kind for one in self.asked if one.answer)

    def send(
        self,
        method: str,
        path: str,
        request_id: str = '',
        **content: Any,
    ) -> urllib3.BaseHTTPResponse:
        """Send a request as this person, and return the answer."""
        said = self._pool.request(
            method,
            f'{self._address}{path}',
            headers={**self._headers, 'X-Request-ID': request_id},
            **content,
        )
        cookie = said.headers.get('Set-Cookie')
        if cookie:
            self._headers['Cookie'] = cookie.split(';')[0]
        return said

    def _see(self, path: str) -> str:
        """Open a page with a form, and return its token."""
        return str(_TOKEN.findall(self.send('GET', path).data.decode())[-1])

    def _repeat(self, over: threading.Event, ask: Callable[[], Asked]) -> None:
        while not over.is_set():
            self.asked.append(ask())
            over.wait(_PAUSE)

    def _page(self) -> Asked:
        return self._ask('page', 'GET', '/', _end_of)

    def _read(self) -> Asked:
        return self._ask('read', 'GET', '/api/feed', lambda said: str(said.json()['results']))

    def _upload(self) -> Asked:
        fields = {'file': self._picture(), 'public': 'true'}
        return self._ask('upload', 'POST', '/api/photos', _name_of, fields=fields)

    def _form(self) -> Asked:
        fields = {'files': self._picture(), 'csrf_token': self.form_token}
        return self._ask('form', 'POST', '/upload/', _name_of, fields=fields)

    def _picture(self) -> tuple[str, bytes, str]:
        return 'hills.jpg', paint(next(self._numbers), _SIZE), 'image/jpeg'

    def _ask(
        self,
        kind: str,
        method: str,
        path: str,
        read: Callable[[urllib3.BaseHTTPResponse], str],
        **content: Any,
    ) -> Asked:
        request_id = secrets.token_hex(8)
        try:
            said = self.send(method, path, request_id, **content)
        except urllib3.exceptions.HTTPError:
            return Asked(kind, request_id, NOBODY)
        right = ''
        # What can't be read is no right answer: it counts as lost.
        with suppress(ValueError, KeyError):
            right = read(said) if said.status in _SUCCESS else ''
        return Asked(kind, request_id, said.status, right)


def _end_of(said: urllib3.BaseHTTPResponse) -> str:
    return _END if said.data.decode().rstrip().endswith(_END) else ''


def _name_of(said: urllib3.BaseHTTPResponse) -> str:
    return str(said.json()['id'])
