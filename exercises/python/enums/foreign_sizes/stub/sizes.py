"""Sizes of shirts, as the shop keeps them and as its suppliers write them."""

from enum import Enum


class Size(Enum):
    """The size of a shirt. The database holds the values."""

    XS = 'XS'
    S = 'S'
    M = 'M'
    L = 'L'
    XL = 'XL'

    @classmethod
    def _missing_(cls, value: object) -> 'Size | None':
        """Find the size that a supplier means."""
        return cls(str(value).strip().upper())
