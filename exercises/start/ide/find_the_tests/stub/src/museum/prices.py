"""What a visit costs."""

ADULT = 18
PRICE = 12


def price(age: int) -> int:
    """Return the price of a ticket."""
    return 0 if age < ADULT else PRICE
