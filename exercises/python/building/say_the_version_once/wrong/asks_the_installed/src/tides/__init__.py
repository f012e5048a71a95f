"""When the water comes."""

import sys
from importlib.metadata import version

__version__ = version('tides')


def main() -> int:
    """Print the version, if asked for it."""
    if sys.argv[1:] == ['--version']:
        print(__version__)
        return 0
    print('usage: tides --version', file=sys.stderr)
    return 2
