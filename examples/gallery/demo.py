"""Fills a running gallery with painted pictures, by its API: ``make gallery-demo``.

``python -m examples.gallery.demo [ADDRESS]``
"""

import secrets
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, Final, TypeAlias

import urllib3

from examples.gallery import settings
from examples.gallery.running.painting import paint

#: What people call their pictures; each becomes an album of a person of the demo.
_TITLES: Final = MappingProxyType(
    {
        'ada': ('Morning', 'Before the rain', 'The long way', 'Two rivers', 'Nobody here'),
        'grace': ('North', 'The pass', 'Wind', 'A short summer', 'From the train'),
        'linus': ('Home', 'Late light', 'Snow to come', 'The old road', 'Almost night'),
    }
)
_LANES: Final = 4


class DemoError(Exception):
    """The gallery did not answer as expected."""


class Person:
    """Somebody who uses the gallery by its API alone."""

    def __init__(self, address: str, username: str) -> None:
        self._pool = urllib3.connection_from_url(address, maxsize=_LANES, retries=False)
        self._headers: dict[str, str] = {}
        # Each run has people of its own, whose passwords nobody knows.
        words = {'username': username, 'password': secrets.token_urlsafe()}
        self.send('POST', '/api/accounts', json=words)
        token = self.send('POST', '/api/session', json=words)['token']
        self._headers = {'Authorization': f'Bearer {token}'}

    def send(self, method: str, path: str, **content: Any) -> Mapping[str, Any]:
        """Send a request and return the JSON of its answer.

        Raises:
            DemoError: it was refused.

        """
        response = self._pool.request(method, path, headers=self._headers, **content)
        if response.status != HTTPStatus.CREATED:
            said = response.data.decode('utf-8', 'replace')
            raise DemoError(f'{method} {path}: {response.status} {said}')
        return dict(response.json())


#: Who uploads, what is said about the picture, and its number.
Task: TypeAlias = tuple[Person, Mapping[str, str], int]


def main(address: str) -> int:
    """Fill the gallery; return the exit code."""
    try:
        # Several at once: it is quicker, and the order of the feed gets mixed.
        with ThreadPoolExecutor(_LANES) as lanes:
            sent = list(lanes.map(_upload, _tasks(address)))
    except (DemoError, urllib3.exceptions.HTTPError) as problem:
        print(f'{address} could not be filled: {problem}', file=sys.stderr)
        return 1
    print(f'{len(sent)} pictures are in the gallery. See them at {address}')
    return 0


def _tasks(address: str) -> Iterator[Task]:
    number = 0
    for name, titles in _TITLES.items():
        person = Person(address, f'{name}_{secrets.token_hex(2)}')
        album = person.send('POST', '/api/albums', json={'title': 'Hills'})
        for title in titles:
            number += 1
            yield person, {'caption': title, 'album': str(album['id']), 'public': 'true'}, number


def _upload(task: Task) -> str:
    person, words, number = task
    file = (f'hills-{number}.jpg', paint(number), 'image/jpeg')
    return str(person.send('POST', '/api/photos', fields={**words, 'file': file})['id'])


if __name__ == '__main__':
    port = settings.load_or_exit(()).site_port
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else f'http://127.0.0.1:{port}'))
