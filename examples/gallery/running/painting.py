"""Paints pictures: hills under a sky, different for each number and the same each time."""

import math
import random
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw

SIZE: Final = (1200, 800)
_RANGES: Final = 5
_STEP: Final = 8  # pixels between two points of a ridge
Colour = tuple[int, int, int]


def paint(number: int, size: tuple[int, int] = SIZE) -> bytes:
    """Return a JPEG."""
    chance = random.Random(number)
    hue = chance.randrange(360)
    # A sky is one column of colours, drawn out to the whole width.
    top, bottom = _colour(hue, 45, 55), _colour(hue + 40, 80, 88)
    picture = Image.linear_gradient('L').resize(size)
    picture = Image.composite(Image.new('RGB', size, bottom), Image.new('RGB', size, top), picture)
    brush = ImageDraw.Draw(picture)
    _sun(brush, chance, size)
    for depth in range(_RANGES):
        shade = _colour(hue + 150, 30, 60 - 10 * depth)
        brush.polygon([*_ridge(chance, depth, size), (size[0], size[1]), (0, size[1])], fill=shade)
    written = BytesIO()
    picture.save(written, 'JPEG', quality=88)
    return written.getvalue()


def _sun(brush: ImageDraw.ImageDraw, chance: random.Random, size: tuple[int, int]) -> None:
    width, height = size
    radius = height // 14
    left, top = chance.randrange(width - 2 * radius), chance.randrange(height // 4)
    brush.ellipse((left, top, left + 2 * radius, top + 2 * radius), fill=(255, 248, 214))


def _ridge(
    chance: random.Random,
    depth: int,
    size: tuple[int, int],
) -> Iterator[tuple[float, float]]:
    """Yield the points of a range of hills: a few waves laid over each other."""
    width, height = size
    waves = [(chance.uniform(0.5, 3), chance.uniform(0, 2 * math.pi)) for _ in range(3)]
    base = height * (0.45 + 0.11 * depth)
    for x in range(0, width + _STEP, _STEP):
        turns = 2 * math.pi * x / width
        lift = sum(math.sin(turns * speed + start) / speed for speed, start in waves)
        yield x, base - lift * height / 20


def _colour(hue: int, saturation: int, lightness: int) -> Colour:
    probe = Image.new('RGB', (1, 1), f'hsl({hue % 360}, {saturation}%, {lightness}%)')
    red, green, blue = probe.tobytes()
    return red, green, blue
