"""The till of a café; all amounts are in cents."""

from functools import cache

MENU = {'tea': 210, 'coffee': 295, 'cake': 345}

_sold: list[str] = []
_discount = 0
_receipts = 0


def set_price(item: str, cents: int) -> None:
    """Change what an item costs, or put a new one on the menu."""
    MENU[item] = cents
    price.cache_clear()


def give_discount(percent: int) -> None:
    """Give a discount on everything, until another one is set."""
    global _discount
    _discount = percent
    price.cache_clear()


@cache
def price(item: str) -> int:
    """Return what an item costs now; parts of a cent are dropped."""
    return MENU[item] * (100 - _discount) // 100


def sell(item: str) -> int:
    """Put an item on the receipt, at its price of now, and return that price."""
    cents = price(item)
    _sold.append(f'{item} {cents}')
    return cents


def close() -> str:
    """Return the receipt, and begin the next one."""
    global _receipts
    _receipts += 1
    total = sum(int(line.split()[-1]) for line in _sold)
    lines = [f'receipt {_receipts}', *_sold, f'total {total}']
    _sold.clear()
    return '\n'.join(lines)
