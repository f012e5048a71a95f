"""Photos, and what is worked out about them when somebody asks."""

from collections.abc import Callable
from functools import cached_property
from typing import Any


class Lazy:
    """An attribute that is worked out when it is first read, and kept in its object."""

    def __init__(self, compute: Callable[[Any], Any]) -> None:
        self.ready = cached_property(compute)
        self.__doc__ = compute.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.ready.__set_name__(owner, name)

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        return self.ready.__get__(instance, owner)


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
