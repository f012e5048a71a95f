"""Sizes of shirts, as the shop keeps them and as its suppliers write them."""

from enum import Enum
from types import MappingProxyType

WORDS = MappingProxyType(
    {
        'EXTRA SMALL': 'XS',
        'EXTRA-SMALL': 'XS',
        'SMALL': 'S',
        'MEDIUM': 'M',
        'LARGE': 'L',
        'EXTRA LARGE': 'XL',
        'EXTRA-LARGE': 'XL',
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
        if isinstance(value, str):
            text = ' '.join(value.upper().split())
            # Not cls(text): for an unknown text that would come back here, for ever.
            return cls.__members__.get(WORDS.get(text, text))
        if isinstance(value, int | float) and value is not True:
            # A dictionary, since a list would give its last size for the number 0.
            return dict(enumerate(cls, start=1)).get(value)
        return None
