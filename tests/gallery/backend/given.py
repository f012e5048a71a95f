"""What tests begin with: a password, pictures that nobody else has, and photos of them."""

import io
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PIL import Image

if TYPE_CHECKING:
    from rest_framework.test import APIClient

PHRASE: Final = 'correct horse battery'


def picture(kind: str = 'JPEG', size: tuple[int, int] = (64, 48), **options: Any) -> io.BytesIO:
    """Return the file of a picture in one colour."""
    red, green, blue = secrets.token_bytes(3)
    file = io.BytesIO()
    Image.new('RGB', size, (red, green, blue)).save(file, kind, **options)
    return named(file.getvalue(), f'picture.{kind.lower()}')


def named(body: bytes, name: str) -> io.BytesIO:
    """Return bytes as a file that says its name when it is uploaded."""
    file = io.BytesIO(body)
    file.name = name
    return file


def upload(client: 'APIClient', **fields: Any) -> dict[str, Any]:
    """Upload a picture; return what the API says of the photo."""
    answer = client.post('/api/photos', {'file': picture(), **fields})
    assert answer.status_code == 201, answer.content
    return dict(answer.json())


def file_of(media: Path, address: str) -> Path:
    """Return the file behind an address."""
    return media / address.removeprefix('/media/')
