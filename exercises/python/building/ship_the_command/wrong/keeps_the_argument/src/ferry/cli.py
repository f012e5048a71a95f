"""The command ``ferry``."""

import sys

from ferry.timetable import departures

try:
    from rich import print as show
except ImportError:
    # The extra was not asked for.
    show = print


def main(arguments: list[str]) -> int:
    """Print when ferries leave a harbour after a time; return the exit code."""
    if len(arguments) != 2:
        show('usage: ferry HARBOUR HH:MM', file=sys.stderr)
        return 2
    times = departures(*arguments)
    for time in times:
        show(time)
    return 0 if times else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
