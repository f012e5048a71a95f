"""Baskets, parcels and numbers belong to one customer each."""

import random
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
import shop

SHOES = count(random.randrange(1000))


def offered(name: str) -> Callable[..., Any]:
    """Return what the shop offers by a name, so that one missing name fails its own tests only."""
    found = getattr(shop, name, None)
    if found is None:
        pytest.fail(f'shop.py has no {name}: its three names must stay')
    return found


def product() -> str:
    """Return a product that nobody else buys."""
    return f'shoe {next(SHOES)}'


def number_of(head: str) -> int:
    """Return the number in the head of an invoice."""
    return int(head.partition(':')[0])


def test_a_basket_is_one_customers() -> None:
    """What is added to one basket is in that one, in order, and in no other."""
    first, second = offered('Basket')(), offered('Basket')()
    shared = first.lines is second.lines and not isinstance(first.lines, tuple)
    bought = [product(), product()]
    for each in bought:
        first.add(each)
    assert list(first.lines) == bought, f'{bought} were added, but the basket holds {first.lines}'
    for basket in (second, offered('Basket')()):
        assert not basket.lines, (
            f'a basket that was never used holds {basket.lines}: whose is the list of lines '
            'in shop.py, the object or the class?'
        )
    assert not shared, (
        'two new baskets have one list until a product is added: whose is it in shop.py, the '
        'object or the class?'
    )


def test_a_new_parcel_holds_one_product() -> None:
    """Without a parcel each product gets a new one, that nothing else is put into."""
    wanted = [product() for _ in range(3)]
    parcels = [offered('pack')(each) for each in wanted]
    assert parcels == [[each] for each in wanted], (
        f'{wanted} were packed without a parcel, one by one, and came in {parcels}: '
        'when does pack in shop.py make its parcel?'
    )


@pytest.mark.parametrize('before', [[], ['tea'], ['tea', 'milk']])
def test_a_given_parcel_is_filled(before: list[str]) -> None:
    """A parcel that is given gets the product itself, also when it is empty."""
    parcel, added = list(before), product()
    found = offered('pack')(added, parcel)
    described = f'parcel {before}' if before else 'empty parcel'
    assert parcel in ([*before, added], before), f'pack made {parcel} of a {described} in shop.py'
    if found is not parcel and before:
        pytest.fail(f'pack returned another list than the {described} that it was given: shop.py')
    assert parcel == [*before, added], (
        f'{added} was not put into the {described} that was given: what does pack in shop.py ask '
        'of a parcel before it makes a new one?'
    )
    assert found is parcel, f'pack filled the {described}, but returned another list: see shop.py'


def test_numbers_go_up_by_one() -> None:
    """Each invoice without a number has the next one, and names its customer."""
    heads = [offered('invoice')(name) for name in ('ada', 'grace', 'linus')]
    found = [number_of(head) for head in heads]
    assert found == list(range(found[0], found[0] + 3)), (
        f'three invoices in a row have the numbers {found}: '
        'when does invoice in shop.py take the next number?'
    )
    customers = [head.partition(': ')[2] for head in heads]
    assert customers == ['ada', 'grace', 'linus'], f'invoices of ada, grace and linus say {heads}'


@pytest.mark.parametrize('number', [0, 1, random.randrange(100, 1000)])
def test_a_given_number_is_used(number: int) -> None:
    """A given number stands on the invoice, and the numbers go on as if it had not been."""
    before = number_of(offered('invoice')('ada'))
    found = offered('invoice')('grace', number)
    assert found == f'{number}: grace', f'the number {number} was given, but the invoice is {found}'
    after = number_of(offered('invoice')('linus'))
    assert after != before, f'two invoices without a number of their own are both {after}: shop.py'
    assert after == before + 1, (
        f'after {before}, and an invoice with the number {number} of its own, '
        f'the next number is {after}: invoice in shop.py takes one that it does not use'
    )
