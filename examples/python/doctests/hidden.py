"""A false example that nobody finds, and a true one."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

Result = TypeVar('Result')
Given = ParamSpec('Given')


def logged(function: Callable[Given, Result]) -> Callable[Given, Result]:
    """Say which function is called; the new function has no docstring."""

    def wrapper(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        print(function.__name__)
        return function(*args, **kwargs)

    return wrapper


@logged
def half(number: int) -> float:
    """Halve a number.

    >>> half(3)
    'no'
    """
    return number / 2


def politely_logged(function: Callable[Given, Result]) -> Callable[Given, Result]:
    """Say which function is called; the new function looks like the old one."""

    @wraps(function)
    def wrapper(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        print(function.__name__)
        return function(*args, **kwargs)

    return wrapper


@politely_logged
def double(number: int) -> int:
    """Double a number.

    >>> double(3)
    double
    6
    """
    return number * 2
