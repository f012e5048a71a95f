"""What the state takes."""

import os


def with_tax(price: float) -> float:
    """Return a price with the tax that the environment names."""
    return price * (1 + float(os.environ['TAX']))
