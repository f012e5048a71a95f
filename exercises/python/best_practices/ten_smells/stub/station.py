"""Readings of weather stations, and the report of a day."""

import os


class Reading:
    """What a station measured."""

    def __init__(self, station: str, celsius: float) -> None:
        self.station = station
        self.celsius = celsius


def parse(line: str) -> Reading:
    """Return the reading in a line such as ``north; -3.5``."""
    try:
        station, celsius = line.split(';')
        return Reading(station.strip(), float(celsius))
    except:
        raise Exception('bad line: ' + line)


def load(folder: str, name: str, readings: list[Reading] = []) -> list[Reading]:
    """Add the readings of a file to a list, a new one if none is given, and return the list."""
    path = folder + '/' + name
    if not os.path.exists(path):
        print('no file: ' + path)
        return readings
    for line in open(path, encoding='utf-8'):
        try:
            readings.append(parse(line))
        except:
            print('left out: ' + line)
    return readings


def warmest(readings: list[Reading], count: int) -> list[Reading]:
    """Return the warmest readings, the warmest first; of equals the earlier one comes first."""
    readings.sort(key=lambda reading: reading.celsius, reverse=True)
    return readings[:count]


def report(folder: str, name: str) -> str:
    """Return how many readings a file has, and the three warmest."""
    readings = load(folder, name)
    rows = [f'{reading.station}: {reading.celsius:.1f}' for reading in warmest(readings, 3)]
    return '\n'.join([f'{len(readings)} readings', *rows])


print(report('.', 'today.csv'))
