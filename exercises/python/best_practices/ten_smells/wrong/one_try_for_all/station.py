"""Readings of weather stations, and the report of a day."""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

logger = logging.getLogger(__name__)


class BadLineError(ValueError):
    """A line holds no reading."""


@dataclass
class Reading:
    """What a station measured."""

    station: str
    celsius: float


def parse(line: str) -> Reading:
    """Return the reading in a line such as ``north; -3.5``."""
    try:
        station, celsius = line.split(';')
        return Reading(station.strip(), float(celsius))
    except ValueError as error:
        raise BadLineError(f'bad line: {line}') from error


def load(
    folder: str | Path,
    name: str,
    readings: list[Reading] | None = None,
) -> list[Reading]:
    """Add the readings of a file to a list, a new one if none is given, and return the list."""
    if readings is None:
        readings = []
    path = Path(folder, name)
    try:
        source = path.open(encoding='utf-8')
    except FileNotFoundError:
        logger.warning('no file: %s', path)
        return readings
    with source:
        _read(source, readings)
    return readings


def _read(source: TextIO, readings: list[Reading]) -> None:
    while True:
        try:
            line = next(source)
            readings.append(parse(line))
        except StopIteration:
            return
        except ValueError:
            logger.warning('left out: %s', source.name)


def warmest(readings: list[Reading], count: int) -> list[Reading]:
    """Return the warmest readings, the warmest first; of equals the earlier one comes first."""
    # A new list: the order of the caller's is the order of the day.
    by_warmth = sorted(readings, key=lambda reading: reading.celsius, reverse=True)
    return by_warmth[:count]


def report(folder: str | Path, name: str) -> str:
    """Return how many readings a file has, and the three warmest."""
    readings = load(folder, name)
    rows = [f'{reading.station}: {reading.celsius:.1f}' for reading in warmest(readings, 3)]
    return '\n'.join([f'{len(readings)} readings', *rows])


if __name__ == '__main__':
    print(report('.', 'today.csv'))
