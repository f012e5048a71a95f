"""Rights of the users of a store of documents."""

from enum import STRICT, Flag


class Right(Flag, boundary=STRICT):
    """What a user may do with a document."""

    # The database holds these numbers: auto() would move the ones below a new line.
    READ = 1
    COMMENT = 2
    SHARE = 4
    WRITE = 8
    EDITOR = READ | COMMENT | WRITE


def may(owned: Right, needed: Right) -> bool:
    """Tell whether somebody has all the rights that are needed."""
    if not needed:
        raise ValueError('no right is asked for, and everybody has that')
    return needed in owned


def revoke(owned: Right, taken: Right) -> Right:
    """Return what is left when some rights are taken away."""
    return owned & ~taken


def from_database(number: int) -> Right:
    """Return the rights that a number in the database means."""
    return Right(number)


def names(owned: Right) -> list[str]:
    """Return the names of the single rights in a set."""
    return [str(right.name) for right in owned]
