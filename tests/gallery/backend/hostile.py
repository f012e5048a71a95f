"""Files that are not what they say, or are more than they seem."""

import io
import struct
import zipfile
import zlib
from typing import Final

from PIL import ExifTags, Image

from tests.gallery.backend.given import picture

_HEADER: Final = 33  # where the first chunk of a PNG ends
SCRIPT: Final = b'<script>alert(document.cookie)</script>'


def bomb() -> bytes:
    """Return a PNG of a few kilobytes that says it has 40,000 by 40,000 pixels."""
    return png(40_000, 40_000, zlib.compress(bytes(5_000_000), 9))


def long_line() -> bytes:
    """Return a PNG that is allowed by its area, and is longer than any picture."""
    return png(20_000, 1, zlib.compress(bytes(60_001)))


def png(width: int, height: int, body: bytes) -> bytes:
    """Return a PNG with a header that may lie."""
    header = struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0)
    chunks = ((b'IHDR', header), (b'IDAT', body), (b'IEND', b''))
    return b''.join((b'\x89PNG\r\n\x1a\n', *(_chunk(name, part) for name, part in chunks)))


def text_bomb() -> bytes:
    """Return a PNG whose comment unpacks to hundreds of megabytes."""
    text = b''.join((b'a\x00\x00', zlib.compress(bytes(300_000_000), 9)))
    whole = picture('PNG').getvalue()
    return b''.join((whole[:_HEADER], _chunk(b'zTXt', text), whole[_HEADER:]))


def with_script() -> bytes:
    """Return a JPEG with a page in its comment, in its EXIF, and behind its end."""
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = SCRIPT.decode()
    file = picture('JPEG', comment=SCRIPT, exif=exif)
    return file.getvalue() + SCRIPT


def with_place() -> bytes:
    """Return a JPEG that tells where it was taken, and that it lies on its side."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo)[1] = 'N'
    return picture('JPEG', size=(64, 32), exif=exif).getvalue()


def gif_and_archive() -> bytes:
    """Return a GIF that is a ZIP archive, too."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, 'w') as file:
        file.writestr('evil.html', SCRIPT)
    return picture('GIF').getvalue() + archive.getvalue()


def _chunk(name: bytes, body: bytes) -> bytes:
    size, check = (struct.pack('>I', number) for number in (len(body), zlib.crc32(name + body)))
    return b''.join((size, name, body, check))
