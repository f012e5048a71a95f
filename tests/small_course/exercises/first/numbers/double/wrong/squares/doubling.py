"""Twice as much."""


def double(number: int) -> int:
    """Return twice the number."""
    return number**2
