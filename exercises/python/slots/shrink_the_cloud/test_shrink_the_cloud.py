"""A point costs half, and everything that used points goes on working."""

import gc
import random
from collections.abc import Callable
from sys import getsizeof
from tracemalloc import get_traced_memory, is_tracing, start, stop

import cloud
import pytest

POINTS = 3000
# Percent of what a point cost. Header and places need some: less is a measurement gone wrong.
ALLOWED = 50
NEEDED = 10


class GivenPoint:
    """The point as the learner got it."""

    def __init__(self, x: float, y: float, z: float) -> None:
        self.x = x
        self.y = y
        self.z = z

    def row(self) -> dict[str, float]:
        """Return what the autosave writes."""
        return dict(vars(self))


def somewhere() -> tuple[float, float, float]:
    """Return three coordinates that no other point has."""
    return random.random(), random.random(), random.random()


def memory_after_autosave(make: Callable[..., GivenPoint]) -> int:
    """Return the bytes that a cloud of points holds once every point was written."""
    # The numbers themselves cost the same in every class: they are made before the measurement.
    places = [somewhere() for _ in range(POINTS)]
    make(*somewhere()).row()
    start()
    points = [make(*place) for place in places]
    for point in points:
        point.row()
    gc.collect()  # what was freed and is kept for later objects costs a point nothing
    held, _ = get_traced_memory()
    assert is_tracing(), 'cloud.py ended the measurement: leave tracemalloc to the test'
    stop()
    return held - getsizeof(points)


def test_a_point_costs_half() -> None:
    """After an autosave a point holds at most half of the memory that it held before."""
    share = memory_after_autosave(cloud.Point) / memory_after_autosave(GivenPoint)
    percent = round(share * 100)
    assert NEEDED < percent <= ALLOWED, (
        f'after an autosave a Point costs {percent} % of the memory that it cost, and {ALLOWED} % '
        'is the limit. Look in cloud.py for what gives each point a dictionary'
    )


def test_a_misspelt_attribute_is_an_error() -> None:
    """A point takes no attribute that its class does not name."""
    point = cloud.Point(*somewhere())
    for name in ('Z', f'z{random.randrange(100)}'):
        try:
            setattr(point, name, 3)
        except AttributeError:
            continue
        pytest.fail(
            f'a Point accepted the attribute {name}: which names does Point in cloud.py take?'
        )


def test_a_row_holds_the_coordinates() -> None:
    """A row holds the three coordinates, given or changed since, and nothing else."""
    given, changed = (dict(zip('xyz', somewhere(), strict=True)) for _ in range(2))
    point = cloud.Point(*given.values())
    found = point.row()
    assert found == given, f'the autosave would write {found} for a new Point, and not {given}'
    for name, coordinate in changed.items():
        setattr(point, name, coordinate)
    found = point.row()
    assert found == changed, f'the autosave would write {found} for a Point, and not {changed}'


def test_a_deleted_point_leaves_the_selection() -> None:
    """A selection counts its points, and holds none of them alive."""
    selection = cloud.Selection()
    # Three points at one place are still three points.
    points = [cloud.Point(1, 2, 3) for _ in range(3)]
    for point in points:
        try:
            selection.add(point)
        except TypeError as error:
            pytest.fail(f'a Selection could not take a Point: {error}. Look at Point in cloud.py')
    found = len(selection)
    assert found == len(points), f'three points were selected, but the Selection counts {found}'
    points.clear()
    # The name of the loop holds the last point.
    point = None
    gc.collect()
    found = len(selection)
    assert found == 0, (
        f'all points were deleted, but the Selection counts {found}: it must not keep them alive'
    )
