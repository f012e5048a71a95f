"""The command ``ferry``."""

import sys

from rich import print
from timetable import departures


def main(arguments: list[str]) -> int:
    """Print when ferries leave a harbour after a time; return the exit code."""
    if len(arguments) != 2:
        print('usage: ferry HARBOUR HH:MM', file=sys.stderr)
        return 2
    times = departures(*arguments)
    for time in times:
        print(time)
    return 0 if times else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
