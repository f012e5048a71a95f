"""Pictures from strangers: opened with care, and written anew.

What is kept is made by us, pixel by pixel. So nothing travels with it: no place where it was
taken, no script behind its last byte, no second file inside of the first.
"""

import io
import struct
import threading
from types import MappingProxyType
from typing import IO, Final, NamedTuple

from PIL import Image, ImageOps

from examples.gallery.backend.api.problems import TooLarge, Unsupported

#: Each of these can be opened by a decoder that many people attack, and mend.
_FORMATS: Final = ('JPEG', 'PNG', 'WEBP', 'GIF')
_LONGEST_SIDE: Final = 16_383  # what WebP can hold
_THUMBNAIL: Final = (480, 480)
_QUALITY: Final = 88
_SUFFIXES: Final = MappingProxyType({'JPEG': '.jpg', 'WEBP': '.webp'})
#: What decoders raise at a damaged file; each of these was seen.
_DAMAGED: Final = (OSError, ValueError, SyntaxError, EOFError, IndexError, struct.error)
# Fifty megapixels take 280 MB as a JPEG, and up to 1.4 GB as a transparent WebP: one at a time.
_room: Final = threading.Lock()


class Picture(NamedTuple):
    """A picture as it is kept: its bytes, the ending of its name, and its size."""

    body: bytes
    suffix: str
    width: int
    height: int


def decode(upload: IO[bytes], most_pixels: int) -> Picture:
    """Make a picture that is safe to keep out of a file that need not be safe.

    Raises:
        Unsupported: it is no picture, or a damaged one.
        TooLarge: it would take too much memory.

    """
    with _room, _opened(upload) as image:
        # The header is all that was read until here: a bomb has not gone off.
        if image.width * image.height > most_pixels or max(image.size) > _LONGEST_SIDE:
            raise TooLarge(f'{image.width} by {image.height} pixels are too many.')
        try:
            plain = _upright(image)
            return _encode(plain, 'WEBP' if plain.has_transparency_data else 'JPEG')
        except _DAMAGED as problem:
            raise Unsupported('The picture is damaged.') from problem


def thumbnail(picture: IO[bytes]) -> Picture:
    """Make a small picture of one that is kept."""
    with _room, Image.open(picture) as image:
        image.draft('RGB', _THUMBNAIL)
        return _encode(ImageOps.contain(image, _THUMBNAIL), 'WEBP')


def _opened(upload: IO[bytes]) -> Image.Image:
    try:
        return Image.open(upload, formats=_FORMATS)
    except Image.DecompressionBombError as bomb:
        raise TooLarge('The picture has too many pixels.') from bomb
    except _DAMAGED as problem:
        raise Unsupported from problem


def _upright(image: Image.Image) -> Image.Image:
    """Return the first frame, turned as its camera was held, without anything but pixels."""
    image.load()
    ImageOps.exif_transpose(image, in_place=True)
    mode = 'RGBA' if image.has_transparency_data else 'RGB'
    plain = image if image.mode == mode else image.convert(mode)
    plain.info.clear()  # a JPEG's comment, for one, would be written again
    return plain


def _encode(image: Image.Image, kind: str) -> Picture:
    body = io.BytesIO()
    image.save(body, kind, quality=_QUALITY)
    return Picture(body.getvalue(), _SUFFIXES[kind], image.width, image.height)
