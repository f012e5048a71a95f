"""A limit that an example can't change."""

LIMIT = 10


def allowed(size: int) -> bool:
    """Tell whether a file of this size is accepted.

    >>> LIMIT = 1000
    >>> allowed(500)
    False
    """
    return size <= LIMIT
