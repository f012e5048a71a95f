"""What the standard library offers, written again: property, and the binding of methods."""

from collections.abc import Callable
from types import MethodType
from typing import Any


# [start property]
class Property:
    """A ``property`` of one's own."""

    def __init__(
        self,
        getter: Callable[[Any], Any],
        setter: Callable[[Any, Any], None] | None = None,
    ) -> None:
        self.getter = getter
        self._setter = setter

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        return self if instance is None else self.getter(instance)

    def __set__(self, instance: Any, given: Any) -> None:
        if self._setter is None:
            raise AttributeError('this attribute can only be read')
        self._setter(instance, given)

    def setter(self, setter: Callable[[Any, Any], None]) -> 'Property':
        """Return a property with the same getter and this setter."""
        return type(self)(self.getter, setter)


# [end property]
class Counted:
    """Counts the calls of a function; as a method it never hears of its object."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.calls = 0

    def __call__(self, *args: Any) -> Any:
        """Count, and do what the function does."""
        self.calls += 1
        return self.function(*args)


# [start bound]
class BoundCounted(Counted):
    """Counts the calls of a function or of a method."""

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        return self if instance is None else MethodType(self, instance)


# [end bound]
