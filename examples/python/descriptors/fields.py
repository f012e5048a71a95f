"""A field that is checked, whichever class it is put into."""

from typing import Any, Self, overload


# [start positive]
class Positive:
    """A number above zero, kept in the object that it belongs to."""

    name: str

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type) -> float: ...

    def __get__(self, instance: Any, owner: type) -> Self | float:
        if instance is None:
            return self
        try:
            return vars(instance)[self.name]
        except KeyError:
            raise AttributeError(f'{self.name} was not set') from None

    def __set__(self, instance: object, number: float) -> None:
        if number <= 0:
            raise ValueError(f'{self.name} must be above 0, not {number}')
        vars(instance)[self.name] = number


# [end positive]
