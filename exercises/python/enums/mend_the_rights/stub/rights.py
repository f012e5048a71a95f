"""Rights of the users of a store of documents."""

from enum import IntFlag


class Right(IntFlag):
    """What a user may do with a document."""

    READ = 1
    COMMENT = 2
    WRITE = 3
    SHARE = 4
    EDITOR = READ | COMMENT | WRITE


def may(owned: Right, needed: Right) -> bool:
    """Tell whether somebody has all the rights that are needed."""
    return bool(owned & needed)


def revoke(owned: Right, taken: Right) -> Right:
    """Return what is left when some rights are taken away."""
    return owned ^ taken


def from_database(number: int) -> Right:
    """Return the rights that a number in the database means."""
    return Right(number)


def names(owned: Right) -> list[str]:
    """Return the names of the single rights in a set."""
    return [name for name, right in Right.__members__.items() if right in owned]
