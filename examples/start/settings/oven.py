"""An oven that is set by two environment variables."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass


# [start oven]
@dataclass(frozen=True)
class Oven:
    """What the oven has to know before it is switched on."""

    degrees: int
    fan: bool


def read(environ: Mapping[str, str]) -> Oven:
    """Return the settings that the variables stand for, or exit with a message."""
    degrees = environ.get('OVEN_DEGREES', '180')
    fan = environ.get('OVEN_FAN', 'off')
    if not (degrees.isascii() and degrees.isdecimal()):
        sys.exit(f'OVEN_DEGREES: expected a whole number, not {degrees!r}')
    if fan not in {'on', 'off'}:
        sys.exit(f'OVEN_FAN: expected on or off, not {fan!r}')
    return Oven(int(degrees), fan == 'on')


# [end oven]
if __name__ == '__main__':
    print(read(os.environ))
