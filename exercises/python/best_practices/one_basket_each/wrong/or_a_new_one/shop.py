"""Baskets, parcels and invoices of a small shop."""

from itertools import count

numbers = count(1)


class Basket:
    """What one customer is about to buy."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def add(self, product: str) -> None:
        """Put a product into the basket."""
        self.lines.append(product)


def pack(product: str, parcel: list[str] | None = None) -> list[str]:
    """Put a product into a parcel, a new one if none is given, and return the parcel."""
    parcel = parcel or []
    parcel.append(product)
    return parcel


def invoice(customer: str, number: int | None = None) -> str:
    """Return the head of an invoice, with the next number if none is given."""
    number = number or next(numbers)
    return f'{number}: {customer}'
