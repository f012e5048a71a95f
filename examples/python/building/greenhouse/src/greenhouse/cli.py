"""The command ``greenhouse``."""

import sys
from importlib import resources


def main() -> int:
    """Print the plants that must come inside; return 1 if there are any."""
    tonight = float(sys.argv[1])
    # The data lies beside the code wherever that is, not in the current directory.
    table = resources.files('greenhouse').joinpath('plants.csv')
    rows = [line.split(',') for line in table.read_text('utf-8').splitlines()]
    cold = [name for name, lowest in rows if tonight < float(lowest)]
    print(*cold, sep='\n', end='\n' * bool(cold))
    return 1 if cold else 0


if __name__ == '__main__':
    sys.exit(main())
