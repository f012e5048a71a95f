"""The only module that talks to the back end."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import IO, Any, Final
from urllib.parse import quote, urlencode

import urllib3

from examples.gallery.frontend.shown import Album, Photo, PhotoList

#: Each of Gunicorn's threads (gunicorn_config.py) may talk to the back end at the same time.
_KEPT: Final = 8
_PATIENCE: Final = 20  # seconds
#: An answer takes milliseconds; who waits longer than this helps nobody, and holds a thread.
_TIMEOUT: Final = urllib3.Timeout(connect=2, read=_PATIENCE)
#: A kept connection may have been closed by the other side meanwhile; to read twice is harmless.
#: "Try again in a minute" is for the visitor: here it would hold the thread for that minute.
_RETRIES: Final = urllib3.Retry(
    1, redirect=0, allowed_methods=('GET',), respect_retry_after_header=False
)


class ApiUnavailableError(Exception):
    """The back end does not answer."""


@dataclass
class ApiProblemError(Exception):
    """The back end refused; what it said (RFC 9457)."""

    status: int
    title: str
    detail: str = ''
    #: What is wrong with which field of a form.
    errors: Mapping[str, list[str]] = field(default_factory=dict)
    #: When to try again, if the back end said so.
    retry_after: str | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    content: Any
    headers: Mapping[str, str]


class Connection:
    """Keeps connections to the back end for all requests of this process."""

    def __init__(self, address: str) -> None:
        self._pool = urllib3.connection_from_url(
            address, maxsize=_KEPT, timeout=_TIMEOUT, retries=_RETRIES
        )

    def send(self, method: str, path: str, **options: Any) -> _Answer:
        """Send a request and return the answer.

        Raises:
            ApiProblemError: the back end refused.
            ApiUnavailableError: it does not answer, or not in time.

        """
        try:
            response = self._pool.request(method, path, **options)
        except urllib3.exceptions.HTTPError as problem:
            raise ApiUnavailableError(str(problem)) from problem
        if response.status >= HTTPStatus.BAD_REQUEST:
            raise _problem(response)
        return _Answer(json.loads(response.data) if response.data else None, response.headers)


class Api:
    """The API, as one visitor uses it during one request."""

    def __init__(self, connection: Connection, headers: Mapping[str, str]) -> None:
        self._connection = connection
        self._headers = {'Accept': 'application/json', **headers}

    def sign_up(self, username: str, password: str) -> None:
        """Make an account."""
        self._send('POST', '/api/accounts', {'username': username, 'password': password})

    def sign_in(self, username: str, password: str) -> str:
        """Return a token that proves who it is from now on."""
        words = {'username': username, 'password': password}
        return str(self._send('POST', '/api/session', words).content['token'])

    def sign_out(self) -> None:
        """Make the token worthless."""
        self._send('DELETE', '/api/session')

    def feed(self, cursor: str | None) -> PhotoList:
        """Return public photos, the newest first."""
        return self._photos('/api/feed', cursor=cursor)

    def my_photos(self, cursor: str | None, album: str | None = None) -> PhotoList:
        """Return the visitor's own photos, of one album or of all."""
        return self._photos('/api/photos', cursor=cursor, album=album)

    def photo(self, photo_id: str) -> Photo:
        """Return a photo that the visitor may see."""
        answer = self._send('GET', _path('photos', photo_id))
        return Photo.read(answer.content, answer.headers.get('ETag', ''))

    def change_photo(self, photo_id: str, etag: str, changes: Mapping[str, object]) -> None:
        """Change a photo, unless it is not the version any more that has this ETag."""
        self._send('PATCH', _path('photos', photo_id), changes, {'If-Match': etag})

    def delete_photo(self, photo_id: str) -> None:
        """Delete a photo of the visitor's."""
        self._send('DELETE', _path('photos', photo_id))

    def upload(self, name: str, stream: IO[bytes], fields: Mapping[str, str]) -> Photo:
        """Send a picture; it is stored when this returns, its thumbnail is made later."""
        # At most 20 MB, since the front door lets no more in; so memory may hold it.
        parts = {**fields, 'file': (name, stream.read())}
        answer = self._connection.send('POST', '/api/photos', fields=parts, headers=self._headers)
        return Photo.read(answer.content)

    def albums(self) -> list[Album]:
        """Return the visitor's albums."""
        return [Album.read(one) for one in _listed(self._send('GET', '/api/albums').content)]

    def album(self, album_id: str) -> Album:
        """Return an album of the visitor's."""
        return Album.read(self._send('GET', _path('albums', album_id)).content)

    def make_album(self, title: str) -> None:
        """Make an album."""
        self._send('POST', '/api/albums', {'title': title})

    def rename_album(self, album_id: str, title: str) -> None:
        """Give an album another title."""
        self._send('PATCH', _path('albums', album_id), {'title': title})

    def delete_album(self, album_id: str) -> None:
        """Delete an album; its photos stay."""
        self._send('DELETE', _path('albums', album_id))

    def ticket(self) -> str:
        """Return what opens one WebSocket, once, within a short time."""
        return str(self._send('POST', '/api/ticket').content['ticket'])

    def check(self) -> None:
        """Ask whether the back end can serve; it raises where it can't."""
        self._send('GET', '/health/ready')

    def _send(
        self,
        method: str,
        path: str,
        content: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> _Answer:
        return self._connection.send(
            method, path, json=content, headers={**self._headers, **(headers or {})}
        )

    def _photos(self, path: str, **query: str | None) -> PhotoList:
        asked = urlencode({name: text for name, text in query.items() if text})
        return PhotoList.read(self._send('GET', f'{path}?{asked}').content)


def _path(kind: str, identity: str) -> str:
    return f'/api/{kind}/{quote(identity, safe="")}'


def _listed(content: Any) -> list[Mapping[str, Any]]:
    return list(content['results'] if isinstance(content, dict) else content)


def _problem(response: urllib3.BaseHTTPResponse) -> ApiProblemError:
    """Read the problem; what is not one (a proxy's page) still has a status."""
    try:
        said = json.loads(response.data)
    except ValueError:
        said = {}
    return ApiProblemError(
        response.status,
        said.get('title', HTTPStatus(response.status).phrase),
        said.get('detail', ''),
        said.get('errors', {}),
        response.headers.get('Retry-After'),
    )
