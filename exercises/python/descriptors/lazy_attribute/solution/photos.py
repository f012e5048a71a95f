"""Photos, and what is worked out about them when somebody asks."""

from collections.abc import Callable
from typing import Any


class Lazy:
    """An attribute that is worked out when it is first read, and kept in its object."""

    def __init__(self, compute: Callable[[Any], Any]) -> None:
        self.compute = compute
        self.__doc__ = compute.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    # No __set__ and no __delete__: so the object's dictionary is asked before this descriptor.
    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        found = self.compute(instance)
        vars(instance)[self.name] = found
        return found


# Written in small letters where it is used, as property is.
lazy = Lazy


class Photo:
    """A photo in grey; photos of one name are equal."""

    def __init__(self, name: str, pixels: list[float]) -> None:
        self.name = name
        self.pixels = pixels

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Photo) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)

    @lazy
    def brightness(self) -> float | None:
        """Return the mean of all pixels; None where there are none."""
        if not self.pixels:
            return None
        return sum(self.pixels) / len(self.pixels)
