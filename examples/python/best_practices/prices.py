"""Read prices: with an answer to every error, and with an answer to the one that was meant."""

from collections.abc import Mapping


# [start prices]
def hidden(dish: Mapping[str, str]) -> int:
    """Return a price, and 0 for a dish whose price can't be read."""
    try:
        return int(dish['cost'])
    except Exception:
        return 0


class MenuError(ValueError):
    """The menu holds something that can't be read."""


def price(dish: Mapping[str, str]) -> int:
    """Return a price; one that can't be read is an error of the menu."""
    text = dish['price']
    try:
        return int(text)
    except ValueError as error:
        raise MenuError(f'{text!r} is no price') from error


# [end prices]
