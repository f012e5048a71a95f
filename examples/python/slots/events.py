"""Two events: one is closed, and one takes marks that nobody foresaw."""

from functools import cached_property


# [start events]
class Event:
    """Something that happened; its objects have neither dictionary nor weak references."""

    __slots__ = ('time',)
    time: float

    @cached_property
    def label(self) -> str:
        """Return a text that is made once and kept, if there is a place to keep it."""
        return f'at {self.time}'


class OpenEvent(Event):
    """An event that anything can be kept on."""

    __slots__ = ('__dict__', '__weakref__')


class Click(OpenEvent):
    """Adds nothing, and takes nothing away."""

    __slots__ = ()
