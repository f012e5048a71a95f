"""Parcels of a post office: members that know more than their value."""

from enum import Enum
from typing import Self, assert_never


# [start parcel]
class Parcel(Enum):
    """A kind of parcel; its value is the letter that the database holds."""

    SMALL = 's', 500
    LARGE = 'l', 5000

    def __new__(cls, letter: str, grams: int) -> Self:
        """Make a member: this runs once for each, while the class is made."""
        member = object.__new__(cls)
        member._value_ = letter
        member.limit = grams
        return member

    limit: int

    def holds(self, grams: int) -> bool:
        """Tell whether so much may be in it."""
        return grams <= self.limit


def label(parcel: Parcel) -> str:
    """Return what is printed on a parcel."""
    match parcel:
        case Parcel.SMALL:
            return 'letter box'
        case Parcel.LARGE:
            return 'ring the bell'
        case _:
            assert_never(parcel)
