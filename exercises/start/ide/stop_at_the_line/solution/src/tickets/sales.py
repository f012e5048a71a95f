"""List the sales in a file: python -m tickets.sales FILE [--minimum PRICE]."""

import argparse
from pathlib import Path

from tickets.tax import with_tax


def lines(prices: list[float], minimum: float) -> list[str]:
    """Return a line for each price that is not too small."""
    listed = []
    for price in prices:
        if price >= minimum:
            taxed = with_tax(price)
            listed.append(f'{price:.2f} {taxed:.2f}')  # stop here
    return listed


def main() -> None:
    """Print the sales in the file that the command line names."""
    parser = argparse.ArgumentParser()
    parser.add_argument('file', type=Path)
    parser.add_argument('--minimum', type=float, default=0)
    asked = parser.parse_args()
    prices = [float(line) for line in asked.file.read_text().splitlines()]
    print(*lines(prices, asked.minimum), sep='\n')


if __name__ == '__main__':
    main()
