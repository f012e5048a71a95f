"""A class that recognises others by a method, and a child that recognises too many."""

from abc import ABC, abstractmethod


# [start closing]
class Closing(ABC):
    """Anything that can be closed."""

    @abstractmethod
    def close(self) -> None:
        """Give back what was taken."""

    @classmethod
    def __subclasshook__(cls, other: type) -> bool:
        """Recognise every class that has the method, or a parent with it."""
        return any('close' in vars(parent) for parent in other.__mro__)


class Connection(Closing):
    """Something that can also send."""

    @abstractmethod
    def send(self, text: str) -> None:
        """Send a text to the other side."""


# [end closing]
class CarefulClosing(Closing):
    """The same, for this class alone."""

    @classmethod
    def __subclasshook__(cls, other: type) -> bool:
        """Leave the answer for children to the ordinary rules."""
        if cls is not CarefulClosing:
            return NotImplemented
        return super().__subclasshook__(other)


class CarefulConnection(CarefulClosing):
    """Something that can also send."""

    @abstractmethod
    def send(self, text: str) -> None:
        """Send a text to the other side."""
