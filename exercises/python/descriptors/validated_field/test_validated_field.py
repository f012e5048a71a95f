"""A field checks what it is given, and keeps it where it belongs."""

import copy
import gc
import random
import weakref
from typing import Any

import pytest
import shop

PLACE = 'look at where Between in shop.py keeps its numbers'
LOW = -100
HIGH = 100
LIMITS = (LOW, HIGH)


class Item:
    """Something with two numbers, whose attributes have names that nobody could foresee."""

    def __init__(self) -> None:
        self.first = f'size_{random.randrange(1000)}'
        self.second = f'load_{random.randrange(1000)}'
        fields = {self.first: shop.Between(*LIMITS), self.second: shop.Between(*LIMITS)}
        self.made = type('Made', (), fields)

    def make(self, first: float, second: float) -> Any:
        """Return an object with both numbers."""
        found = self.made()
        setattr(found, self.first, first)
        setattr(found, self.second, second)
        return found


def numbers(product: shop.Product) -> tuple[float, float]:
    """Return both numbers of a product."""
    return product.price, product.stock


def test_two_products_keep_their_own_numbers() -> None:
    """What is set on one product does not show on another."""
    wanted = [(random.randint(1, 1000), random.randint(0, 100)) for _ in range(10)]
    products = [shop.Product(f'article {at}', *both) for at, both in enumerate(wanted)]
    found = [numbers(product) for product in products]
    assert found == wanted, (
        f'a product made with {wanted[0]} as price and stock shows {found[0]}: {PLACE}'
    )


def test_equal_products_may_differ_in_price() -> None:
    """Two products with one article number are equal, and keep their own prices."""
    last_year, this_year = (shop.Product('tea', price, 1) for price in (3, 4))
    assert last_year == this_year, 'products with one article number are equal in shop.py no more'
    found = last_year.price
    assert found == 3, (
        f'two equal products were made with the prices 3 and 4, but the first shows {found}. They '
        f'are one key in any table of products: {PLACE}'
    )


def test_a_copy_has_the_numbers_of_its_original() -> None:
    """``copy.copy`` copies the numbers, and they part company afterwards."""
    product = shop.Product('tea', 3, 5)
    copied = copy.copy(product)
    try:
        found = numbers(copied)
    except AttributeError as error:
        pytest.fail(f'a copy of a product has lost its numbers ({error}): {PLACE}')
    assert found == (3, 5), f'a copy of a product with (3, 5) shows {found}: {PLACE}'
    copied.price = 9
    found = numbers(product)
    assert found == (3, 5), f'a price set on a copy changed its original: {PLACE}'


def test_a_product_that_nobody_uses_is_freed() -> None:
    """A field keeps no object alive."""
    product = shop.Product('tea', 3, 5)
    still_there = weakref.ref(product)
    product = None
    gc.collect()
    assert still_there() is None, f'a deleted product stays in memory: {PLACE}'


def test_a_new_object_inherits_nothing() -> None:
    """A number that was never set is an AttributeError, however many objects there were before."""
    item = Item()
    for number in range(100):
        item.make(number, number)
        fresh = item.made()
        try:
            assert not hasattr(fresh, item.first), (
                f'a new object shows a number that nobody gave it: {PLACE}'
            )
        except (KeyError, TypeError) as error:
            pytest.fail(
                f'reading a field that was never set raised {error!r}. hasattr expects an '
                'AttributeError from __get__ of Between in shop.py'
            )


def test_two_fields_of_one_object_are_apart() -> None:
    """Each field of an object has a number of its own, in a child class too."""
    item = Item()
    item.made = type('Child', (item.made,), {})
    found = item.make(1, 2)
    seen = getattr(found, item.first), getattr(found, item.second)
    assert seen == (1, 2), f'two fields of one object were set to 1 and 2, but show {seen}: {PLACE}'


@pytest.mark.parametrize('number', [LOW, 0, HIGH])
def test_both_ends_are_allowed(number: float) -> None:
    """A number within the limits is taken, and so are the limits."""
    item = Item()
    found = item.make(0, 1)
    try:
        setattr(found, item.first, number)
    except ValueError as error:
        pytest.fail(f'Between(-100, 100) in shop.py refused {number}: {error}')
    seen = getattr(found, item.first)
    assert seen == number, f'a field of shop.py was set to {number}, but shows {seen}'


@pytest.mark.parametrize('number', [LOW - 1, HIGH + 1])
def test_a_refused_number_changes_nothing(number: float) -> None:
    """Outside the limits there is a ValueError that names the attribute; the old number stays."""
    item = Item()
    found = item.make(1, 2)
    said = None
    try:
        setattr(found, item.second, number)
    except ValueError as error:
        said = str(error)
    assert said is not None, f'Between(-100, 100) in shop.py took {number} without a ValueError'
    assert item.second in said, (
        f'the error should name the attribute {item.second}, but says: {said}. How does a Between '
        'in shop.py come to know its name?'
    )
    seen = getattr(found, item.second)
    assert seen == 2, f'the refused number {number} replaced the 2: see __set__ in shop.py'


def test_the_class_shows_the_field() -> None:
    """Asked of the class, the attribute is the Between with its limits."""
    try:
        found = shop.Product.price
    except (AttributeError, KeyError, TypeError) as error:
        pytest.fail(f'Product.price raised {error!r}: who is the instance when a class is asked?')
    limits = getattr(found, 'low', None), getattr(found, 'high', None)
    assert limits == (1, 1000), (
        f'Product.price should be the Between itself, with its low and high, but is {found!r}: '
        'see __get__ in shop.py'
    )
