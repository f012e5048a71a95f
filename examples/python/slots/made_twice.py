"""Show that ``dataclass(slots=True)`` makes a second class, and who still holds the first."""

from dataclasses import dataclass
from typing import ClassVar


# [start filters]
class Filter:
    """A step in the work on a picture; it knows every class below it."""

    __slots__ = ()
    known: ClassVar[list[type]] = []

    def __init_subclass__(cls) -> None:
        cls.known.append(cls)

    def show(self) -> str:
        """Return what the list of steps shows."""
        return 'filter'


@dataclass(slots=True)
class Blur(Filter):
    """A step that asks its parent in the usual way."""

    radius: int = 1

    def show(self) -> str:
        """Return what the list of steps shows."""
        before = super().show()
        return f'{before}, blur'


# [end filters]
@dataclass(slots=True)
class Sharpen(Filter):
    """A step that names the class it belongs to."""

    radius: int = 1

    def show(self) -> str:
        """Return what the list of steps shows."""
        before = super(Sharpen, self).show()
        return f'{before}, sharpen'
