"""Uploads from people who mean harm: each gets a clear answer, and none leaves any of it behind."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.gallery.backend import hostile
from tests.gallery.backend.given import named, picture

if TYPE_CHECKING:
    from rest_framework.test import APIClient

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
Make = Callable[[], bytes]
REFUSED: dict[str, tuple[int, Make]] = {
    'no picture': (415, lambda: b'Just words.'),
    'svg': (415, lambda: SVG),
    'html': (415, lambda: b'<!doctype html>' + hostile.SCRIPT),
    'bmp': (415, lambda: picture('BMP').getvalue()),
    'tiff': (415, lambda: picture('TIFF').getvalue()),
    'pdf': (415, lambda: picture('PDF').getvalue()),
    'eps': (415, lambda: picture('EPS').getvalue()),
    'gif header': (415, lambda: b'GIF89a' + hostile.SCRIPT),
    'jpeg header': (415, lambda: b'\xff\xd8\xff\xe0' + hostile.SCRIPT),
    'cut off': (415, lambda: picture('PNG', size=(300, 300)).getvalue()[:200]),
    'broken': (415, lambda: hostile.png(10, 10, b'no pixels')),
    'text bomb': (415, hostile.text_bomb),
    'bomb': (413, hostile.bomb),
    'long line': (413, hostile.long_line),
    'too many pixels': (413, lambda: picture('PNG', size=(2001, 2000)).getvalue()),
    'too many bytes': (413, lambda: picture().getvalue() + bytes(2_000_000)),
    'empty': (400, lambda: b''),
}
KEPT: dict[str, Make] = {
    'with script': hostile.with_script,
    'gif and archive': hostile.gif_and_archive,
    'with place': hostile.with_place,
}


@pytest.mark.parametrize('kind', REFUSED)
def test_refuses(ada: 'APIClient', media: Path, kind: str) -> None:
    """What is no safe picture is refused by a problem, and nothing of it is kept."""
    code, make = REFUSED[kind]
    before = sorted(media.rglob('*'))
    answer = ada.post('/api/photos', {'file': named(make(), 'photo.jpg')})

    assert answer.status_code == code, answer.content
    assert answer['Content-Type'] == 'application/problem+json'
    assert answer.json()['status'] == code
    assert ada.get('/api/photos').json()['results'] == []
    assert sorted(media.rglob('*')) == before


@pytest.mark.parametrize('kind', KEPT)
def test_keeps_pixels_alone(ada: 'APIClient', media: Path, kind: str) -> None:
    """A picture that carries something else is kept without it."""
    answer = ada.post('/api/photos', {'file': named(KEPT[kind](), 'photo.jpg')})
    kept = media / answer.json()['image'].removeprefix('/media/')

    assert b'script' not in kept.read_bytes()
    assert b'PK\x03\x04' not in kept.read_bytes()
    with Image.open(kept) as image:
        assert image.format == 'JPEG'
        assert not image.getexif()


def test_turns_pictures_upright(ada: 'APIClient') -> None:
    """A photo that was taken sideways is shown upright."""
    photo = ada.post('/api/photos', {'file': named(hostile.with_place(), 'a.jpg')}).json()

    assert (photo['width'], photo['height']) == (32, 64)


@pytest.mark.parametrize(
    'name', ['../../etc/passwd', '/etc/passwd', 'a\x00.jpg', '..', 'x' * 3000, 'ф.html']
)
def test_ignores_names(ada: 'APIClient', media: Path, name: str) -> None:
    """A file gets its name from its content, whatever its sender calls it."""
    outside = set(media.parent.iterdir())
    answer = ada.post('/api/photos', {'file': named(picture().getvalue(), name)})

    assert answer.status_code in {201, 400}
    if answer.status_code == 201:
        image = answer.json()['image']
        assert len(image) == len('/media/ab/cd/.jpg') + 64
        assert (media / image.removeprefix('/media/')).is_file()
    assert set(media.parent.iterdir()) == outside


@pytest.mark.parametrize('kind', ['JPEG', 'PNG', 'WEBP', 'GIF'])
def test_takes_pictures(ada: 'APIClient', kind: str) -> None:
    """The four kinds that people send are taken, whatever they are called."""
    answer = ada.post('/api/photos', {'file': named(picture(kind).getvalue(), 'what.exe')})

    assert answer.status_code == 201
    assert answer.json()['image'].endswith('.jpg')


def test_keeps_transparency(ada: 'APIClient', media: Path) -> None:
    """A picture with holes stays one."""
    file = io.BytesIO()
    Image.new('RGBA', (8, 8), (255, 0, 0, 0)).save(file, 'PNG')
    photo = ada.post('/api/photos', {'file': named(file.getvalue(), 'a.png')}).json()

    with Image.open(media / photo['image'].removeprefix('/media/')) as image:
        assert image.format == 'WEBP'
        assert image.getpixel((0, 0))[3] == 0


@pytest.mark.parametrize('mode', ['1', 'L', 'LA', 'P', 'I;16', 'CMYK', 'YCbCr'])
def test_takes_every_mode(ada: 'APIClient', work: Callable[[], None], mode: str) -> None:
    """Black and white, paletted, deep and printed pictures get a thumbnail, too."""
    file = io.BytesIO()
    kind = 'JPEG' if mode in {'CMYK', 'YCbCr'} else 'PNG'
    Image.new(mode, (30, 20)).save(file, kind)
    photo = ada.post('/api/photos', {'file': named(file.getvalue(), 'a')}).json()
    work()

    assert ada.get(f'/api/photos/{photo["id"]}').json()['status'] == 'ready'


def test_refuses_two_files(ada: 'APIClient') -> None:
    """One request brings one file."""
    answer = ada.post('/api/photos', {'file': picture(), 'other': picture()})

    assert answer.status_code == 400
    assert answer['Content-Type'] == 'application/problem+json'


@pytest.mark.parametrize(
    ('body', 'code'),
    [
        (b'{', 400),
        (b'[' * 50_000, 400),
        (b'[]', 400),
        (b'"' + b'x' * 200_000 + b'"', 413),
        (b'{"title": ' + b'9' * 5000 + b'}', 400),
        (b'\xff\xfe', 400),
        (b'{"title": NaN}', 400),
    ],
)
def test_survives_json(ada: 'APIClient', body: bytes, code: int) -> None:
    """JSON that is broken, deep or long gets a problem, and no error."""
    answer = ada.generic('POST', '/api/albums', body, content_type='application/json')

    assert answer.status_code == code, answer.content
    assert answer['Content-Type'] == 'application/problem+json'
