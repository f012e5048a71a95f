"""When the water comes."""

import sys

__version__ = '1.4.0'


def main() -> int:
    """Print the version, if asked for it."""
    if sys.argv[1:] == ['--version']:
        print(__version__)
        return 0
    print('usage: tides --version', file=sys.stderr)
    return 2
