"""The name of a tenant's row outside of the database: both parts of its key, in one word."""

from typing import Final, NamedTuple

_LETTERS: Final = '0123456789abcdefghjkmnpqrstvwxyz'  # no i, l, o, u: nobody misreads them
_BITS: Final = 5
_COLUMN: Final = 63  # bits of a number in Postgres, beside its sign
#: What a key looks like in an address.
PATTERN: Final = f'[{_LETTERS}]+-[{_LETTERS}]+'


class Key(NamedTuple):
    """A row's key. With the tenant in it, reading the row asks one shard, not all of them."""

    tenant_id: int
    id: int

    def __str__(self) -> str:
        return f'{_encode(self.tenant_id)}-{_encode(self.id)}'

    @classmethod
    def parse(cls, text: str) -> 'Key':
        """Read a key.

        Raises:
            ValueError: this is none.

        """
        tenant, _, number = text.partition('-')
        return cls(_decode(tenant), _decode(number))


def _encode(number: int) -> str:
    letters = ''
    while number:
        number, digit = divmod(number, len(_LETTERS))
        letters = _LETTERS[digit] + letters
    return letters


def _decode(text: str) -> int:
    number = 0
    for letter in text:
        number = number << _BITS | _LETTERS.index(letter)
        if number >> _COLUMN:
            break
    if not number or number >> _COLUMN:
        raise ValueError(f'{text!r} is no part of a key')
    return number
