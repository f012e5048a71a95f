"""Compare the memory of points with a dictionary, with slots, and with both."""

import sys
import tracemalloc
from collections.abc import Callable


class Point:
    """A point whose attributes live in a dictionary."""

    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y


# [start measure]
class SlottedPoint:
    """A point whose attributes live in the object itself."""

    __slots__ = ('x', 'y')

    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y


def bytes_per_object(make: Callable[[float, float], object], count: int = 10_000) -> float:
    """Return the bytes that one object costs, averaged over ``count`` of them."""
    tracemalloc.start()
    cloud = [make(1, 1) for _ in range(count)]
    allocated, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (allocated - sys.getsizeof(cloud)) / count


# [end measure]
class OpenPoint:
    """A point with a slot for ``x``; ``y`` goes to a dictionary."""

    __slots__ = ('__dict__', 'x')

    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y


def asked_point(x: float, y: float) -> Point:
    """Make an ordinary point and ask for its dictionary once."""
    point = Point(x, y)
    vars(point)
    return point


def main() -> None:
    """Print what a point of each kind costs, and how many times a slotted one that is."""
    slotted = bytes_per_object(SlottedPoint)
    for kind in (SlottedPoint, Point, asked_point, OpenPoint):
        cost = bytes_per_object(kind)
        ratio = cost / slotted
        print(f'{kind.__name__}: {cost:.0f} bytes, ratio {ratio:.1f}')


if __name__ == '__main__':
    main()
