"""Sizes of shirts, as the shop keeps them and as its suppliers write them."""

from enum import Enum
from types import MappingProxyType

WORDS = MappingProxyType(
    {
        'EXTRA SMALL': 'XS',
        'SMALL': 'S',
        'MEDIUM': 'M',
        'LARGE': 'L',
        'EXTRA LARGE': 'XL',
    }
)


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
        if isinstance(value, int | float):
            return dict(enumerate(cls, start=1)).get(value)
        text = ' '.join(value.replace('-', ' ').upper().split())
        return cls.__members__.get(WORDS.get(text, text))
