"""The till of a café; all amounts are in cents."""

from functools import cache

MENU = {'tea': 210, 'coffee': 295, 'cake': 345}


class Till:
    """One till: its prices, its discount and what it sold since the last receipt."""

    def __init__(self) -> None:
        self._prices = dict(MENU)
        self._sold: list[str] = []
        self._discount = 0
        self._receipts = 0

    def set_price(self, item: str, cents: int) -> None:
        """Change what an item costs, or put a new one on the menu."""
        self._prices[item] = cents
        self.price.cache_clear()

    def give_discount(self, percent: int) -> None:
        """Give a discount on everything, until another one is set."""
        self._discount = percent
        self.price.cache_clear()

    @cache
    def price(self, item: str) -> int:
        """Return what an item costs now; parts of a cent are dropped."""
        return self._prices[item] * (100 - self._discount) // 100

    def sell(self, item: str) -> int:
        """Put an item on the receipt, at its price of now, and return that price."""
        cents = self.price(item)
        self._sold.append(f'{item} {cents}')
        return cents

    def close(self) -> str:
        """Return the receipt, and begin the next one."""
        self._receipts += 1
        total = sum(int(line.split()[-1]) for line in self._sold)
        lines = [f'receipt {self._receipts}', *self._sold, f'total {total}']
        self._sold.clear()
        return '\n'.join(lines)
