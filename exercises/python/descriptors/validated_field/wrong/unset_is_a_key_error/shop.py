"""What the shop sells."""

from typing import Any


class Between:
    """A number from ``low`` to ``high``; both ends are allowed."""

    def __init__(self, low: float, high: float) -> None:
        self.low = low
        self.high = high

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        if instance is None:
            return self
        return vars(instance)[self.name]

    def __set__(self, instance: object, number: float) -> None:
        if not self.low <= number <= self.high:
            raise ValueError(f'{self.name} must be from {self.low} to {self.high}, not {number}')
        vars(instance)[self.name] = number


class Product:
    """Something for sale; products with one article number are equal."""

    price = Between(1, 1000)
    stock = Between(0, 100)

    def __init__(self, article: str, price: float, stock: float) -> None:
        self.article = article
        self.price = price
        self.stock = stock

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Product) and self.article == other.article

    def __hash__(self) -> int:
        return hash(self.article)
