"""What the harbour office's table says."""

import csv
from importlib import resources


def departures(harbour: str, after: str) -> list[str]:
    """Return the later times at which a ferry leaves a harbour, in order."""
    # Beside this module, wherever it is installed; the current folder is the user's.
    with resources.files('ferry').joinpath('departures.csv').open(encoding='utf-8') as table:
        rows = list(csv.DictReader(table))
    return sorted(row['time'] for row in rows if row['harbour'] == harbour and row['time'] > after)
