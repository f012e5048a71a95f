"""What the harbour office's table says."""

import csv


def departures(harbour: str, after: str) -> list[str]:
    """Return the later times at which a ferry leaves a harbour, in order."""
    with open('departures.csv', encoding='utf-8') as table:
        rows = list(csv.DictReader(table))
    return sorted(row['time'] for row in rows if row['harbour'] == harbour and row['time'] > after)
