"""Points of a laser scan, and the ones that the user selected."""

from weakref import WeakSet


class Point:
    """One measured point; lengths are in metres."""

    # A Selection refers to points weakly: that needs a place in the point as well.
    __slots__ = ('__weakref__', 'x', 'y', 'z')

    def __init__(self, x: float, y: float, z: float) -> None:
        self.x = x
        self.y = y
        self.z = z

    def row(self) -> dict[str, float]:
        """Return what the autosave writes: each coordinate by its name."""
        # Not vars(self): it needs a dictionary, and where there is one it makes and keeps it.
        return {'x': self.x, 'y': self.y, 'z': self.z}


class Selection:
    """Points that are highlighted; a deleted point drops out by itself."""

    def __init__(self) -> None:
        self._points: WeakSet[Point] = WeakSet()

    def __len__(self) -> int:
        return len(self._points)

    def add(self, point: Point) -> None:
        """Highlight one more point."""
        self._points.add(point)
