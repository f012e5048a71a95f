"""Uploads that mean harm, through NGINX and all that is behind it."""

import json
import re
import socket
from collections.abc import Callable
from http.client import HTTPResponse
from typing import Final, TypeAlias
from urllib.parse import urlsplit

import pytest

from tests.gallery.backend import hostile
from tests.gallery.backend.given import picture
from tests.gallery.end_to_end.assembled import Assembled
from tests.gallery.end_to_end.crowd import Crowd

SVG: Final = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
Make: TypeAlias = Callable[[], bytes]
OUR_NAME: Final = re.compile('/media/[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{64}[.]jpg')
#: More than the gallery takes; NGINX lets it pass, with a form around it.
LARGE: Final = 20_000_001
REFUSED: dict[str, tuple[int, Make]] = {
    'no picture': (415, lambda: b'Just words.'),
    'svg': (415, lambda: SVG),
    'page': (415, lambda: b'GIF89a<script>alert(1)</script>'),
    'bomb': (413, hostile.bomb),
    'text bomb': (415, hostile.text_bomb),
    'large': (413, lambda: picture().getvalue().ljust(LARGE, b'x')),
    'larger': (413, lambda: bytes(LARGE + 100_000)),
}
KEPT: dict[str, Make] = {
    'with script': hostile.with_script,
    'gif and archive': hostile.gif_and_archive,
}
HEADS: Final = (
    ('Content-Length: 1000000000', 413),
    ('Content-Length: 99999999999999999999999', 400),
    ('Content-Length: -1', 400),
    ('Content-Length: 5\r\nTransfer-Encoding: chunked', 400),
    (f'X-Long: {"x" * 50_000}', 400),
)


@pytest.fixture
def ada(gallery: Assembled) -> Crowd:
    """Give somebody who has signed up."""
    gallery.start()
    person = Crowd(gallery.address)
    person.come()
    return person


@pytest.mark.parametrize('kind', REFUSED)
def test_is_refused(ada: Crowd, kind: str) -> None:
    """What is no safe picture gets a clear answer in the API's form, and leaves nothing."""
    status, make = REFUSED[kind]
    came = ada.send('POST', '/api/photos', fields={'file': ('a.jpg', make(), 'image/jpeg')})
    assert (came.status, came.headers['Content-Type']) == (status, 'application/problem+json')
    assert {'type', 'title', 'status', 'detail'} <= came.json().keys()
    assert came.json()['status'] == status
    assert ada.send('GET', '/api/photos').json()['results'] == []


@pytest.mark.parametrize('kind', REFUSED)
def test_is_refused_on_a_page(ada: Crowd, kind: str) -> None:
    """The upload page's script gets the same refusals."""
    status, make = REFUSED[kind]
    fields = {'files': ('a.jpg', make(), 'image/jpeg'), 'csrf_token': ada.form_token}
    came = ada.send('POST', '/upload/', fields=fields)
    assert came.status == status
    assert ada.send('GET', '/api/photos').json()['results'] == []


@pytest.mark.parametrize('kind', KEPT)
def test_is_made_harmless(ada: Crowd, kind: str) -> None:
    """A file that is a picture and something else is served as a picture and nothing else."""
    came = ada.send('POST', '/api/photos', fields={'file': ('a.html', KEPT[kind](), 'text/html')})
    assert came.status == 201
    served = ada.send('GET', came.json()['image'])
    assert (served.status, served.headers['Content-Type']) == (200, 'image/jpeg')
    assert served.headers['X-Content-Type-Options'] == 'nosniff'
    assert b'script' not in served.data
    assert b'PK\x03\x04' not in served.data


@pytest.mark.parametrize('name', ['../../../../etc/passwd', '..', '/etc/cron.d/x', 'a%2f..%2fb'])
def test_has_no_say_in_its_name(ada: Crowd, gallery: Assembled, name: str) -> None:
    """Whatever a file is called, its picture is kept among the others, under a name of ours."""
    came = ada.send('POST', '/api/photos', fields={'file': (name, picture().getvalue())})
    assert came.status in {201, 400}, came.data
    if came.status == 201:
        photo = gallery.kept(came.json()['id'].partition('-')[0])[0]
        assert photo.image.is_file()
        assert came.json()['image'].endswith(f'{photo.image.stem}.jpg')
        assert OUR_NAME.fullmatch(came.json()['image'])


@pytest.mark.parametrize(('head', 'status'), HEADS)
def test_announces_too_much(ada: Crowd, gallery: Assembled, head: str, status: int) -> None:
    """A gigabyte that is only announced, and a length that lies, are refused before they come."""
    place = urlsplit(gallery.address)
    with socket.create_connection((place.hostname, place.port), timeout=10) as connection:
        lines = ('POST /api/photos HTTP/1.1', f'Host: {place.netloc}', head, '', '')
        connection.sendall('\r\n'.join(lines).encode())
        connection.shutdown(socket.SHUT_WR)
        said = HTTPResponse(connection)
        said.begin()
        body = said.read()
    assert said.status == status, body
    if status == 413:
        assert said.headers['Content-Type'] == 'application/problem+json'
        assert json.loads(body)['status'] == status
    assert ada.send('GET', '/api/me').status == 200
