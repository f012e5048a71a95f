"""A class that notes down when Python asks it whether it recognises another."""

from abc import ABC, abstractmethod
from typing import ClassVar


# [start asked]
class Asked(ABC):
    """Recognises nobody, and remembers who was asked about."""

    questions: ClassVar[list[type]] = []

    @classmethod
    def __subclasshook__(cls, other: type) -> bool:
        """Take a note, and leave the answer to the ordinary rules."""
        cls.questions.append(other)
        return NotImplemented

    @abstractmethod
    def answer(self) -> str:
        """Return an answer; nobody has one yet."""


# [end asked]
