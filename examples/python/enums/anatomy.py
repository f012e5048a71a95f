"""Watch how an enumeration is made, step by step."""

from enum import Enum, EnumType
from typing import Any


# [start anatomy]
class Narrator(EnumType):
    """Says what Python asks of a metaclass, and in which order."""

    def __new__(cls, name: str, bases: Any, namespace: Any) -> Any:
        """Make the class from what the body left."""
        print('2. The body left', [(key, namespace[key]) for key in namespace._member_names])
        made = super().__new__(cls, name, bases, namespace)
        print('4. The class is ready with', list(made))
        return made

    @classmethod
    def __prepare__(cls, name: str, bases: Any) -> Any:
        """Give the dictionary in which the body of the class runs."""
        namespace = super().__prepare__(name, bases)
        print('1. The body will run in an', type(namespace).__name__.lstrip('_'))
        return namespace


class Size(Enum, metaclass=Narrator):
    """Two sizes; the value is a letter."""

    SMALL = 's'
    LARGE = 'l'

    def __init__(self, _letter: str) -> None:
        print(f'3. {self.name} is made; the class knows', list(type(self)))


# [end anatomy]
