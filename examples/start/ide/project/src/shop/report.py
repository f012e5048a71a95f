"""Print the prices of a file, with tax."""

import sys
from pathlib import Path

from shop.tax import with_tax


def report(prices: list[float]) -> str:
    """Return a line for each price: without tax, and with it."""
    lines = []
    for price in prices:
        taxed = with_tax(price)
        lines.append(f'{price:.2f} {taxed:.2f}')
    return '\n'.join(lines)


if __name__ == '__main__':
    print(report([float(line) for line in Path(sys.argv[1]).read_text().splitlines()]))
