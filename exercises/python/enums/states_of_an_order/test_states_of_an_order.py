"""A status is a member, moves by the rules, and looks to others as it did."""

import json
import random
from contextlib import suppress
from enum import Enum
from types import MappingProxyType
from typing import Any

import orders
import pytest

RULES = MappingProxyType(
    {
        'new': {'paid', 'cancelled'},
        'paid': {'shipped', 'cancelled'},
        'shipped': {'delivered', 'returned'},
        'delivered': {'returned'},
        'returned': {'paid', 'cancelled'},
        'cancelled': set(),
    }
)
TEXTS = tuple(RULES)
LAST_NUMBER = 999
PAIRS = tuple((before, after) for before in TEXTS for after in TEXTS)


def member(text: str) -> Any:
    """Return the member of that name, whatever its value is."""
    status = getattr(orders, 'Status', None)
    if not (isinstance(status, type) and issubclass(status, Enum)):
        pytest.fail('orders.py has no enumeration called Status')
    found = status.__members__.get(text.upper())
    if found is None:
        pytest.fail(f'Status in orders.py has no member {text.upper()}')
    return found


def order_at(text: str) -> orders.Order:
    """Return an order with that status, made as the warehouse makes it."""
    return orders.Order(random.randint(1, LAST_NUMBER), text)


def error_of(action: Any, *arguments: object) -> Exception | None:
    """Return what a call ends with, or nothing."""
    try:
        action(*arguments)
    except Exception as error:
        return error
    return None


def test_there_are_six_members() -> None:
    """Names, values and their number are what the rules list."""
    status = type(member('new'))
    found = {name: each.value for name, each in status.__members__.items()}
    wanted = {text.upper(): text for text in TEXTS}
    assert found == wanted, f'Status in orders.py should hold {wanted}, but holds {found}'


@pytest.mark.parametrize('text', TEXTS)
def test_a_status_knows_what_follows(text: str) -> None:
    """What may follow is a frozen set of members, and empty at the end."""
    following = getattr(member(text), 'following', None)
    wanted = frozenset(member(after) for after in RULES[text])
    assert following == wanted, (
        f'{text} should be followed by {wanted}, but following in orders.py is {following}'
    )
    assert isinstance(following, frozenset), f'following of {text} is no frozenset: {following}'
    strangers = [after for after in following if not isinstance(after, orders.Status)]
    assert not strangers, (
        f'following of {text} holds {strangers}, which is equal to a member and none; see orders.py'
    )
    last = not wanted
    final = getattr(member(text), 'final', None)
    assert final is last, f'final of {text} in orders.py should be {last}, but is {final}'


@pytest.mark.parametrize('text', TEXTS)
def test_the_status_of_an_order_is_a_member(text: str) -> None:
    """An order made with a text, a member or from the database has the same status."""
    wanted = member(text)
    dumped = json.dumps({'number': 1, 'status': text})
    for made in (orders.Order(1, text), orders.Order(1, wanted), orders.Order.load(dumped)):
        found = made.status
        assert found is wanted, f'status of an order should be {wanted!r}, but is {found!r}'
    assert orders.Order(1).status is member('new'), 'an order in orders.py should begin as NEW'


@pytest.mark.parametrize(('before', 'after'), PAIRS)
def test_a_move_keeps_the_rules(before: str, after: str) -> None:
    """A text and a member move an order alike, and a forbidden move changes nothing."""
    allowed = after in RULES[before]
    for asked in (after, member(after)):
        order = order_at(before)
        error = error_of(order.move, asked)
        if allowed:
            assert error is None, f'{before} may become {after}, but move({asked!r}) gave {error!r}'
        else:
            assert isinstance(error, orders.TransitionError), (
                f'{before} must not become {after}, but move({asked!r}) gave {error!r}; '
                'see orders.py'
            )
            wanted = f'order {order.number} is {before}, and not yet {after}'
            assert str(error) == wanted, f'the error should say {wanted!r}, but says {error}'
        left = member(after if allowed else before)
        assert order.status is left, (
            f'after move({asked!r}) an order that was {before} should be {left!r}, '
            f'but is {order.status!r}'
        )


@pytest.mark.parametrize('text', ['payed', 'canceled', 'aid', 'PAID', '', ' paid', None])
def test_an_unknown_text_is_refused(text: str) -> None:
    """What is no status gets nowhere into an order."""
    for before in TEXTS:
        order = order_at(before)
        for action in (order.move, order_at):
            error = error_of(action, text)
            assert isinstance(error, ValueError), (
                f'{text!r} is no status and should be a ValueError, but ended with {error!r}; '
                'see Order in orders.py'
            )
        assert order.status == before, f'the refused {text!r} made a {before} order {order.status}'


@pytest.mark.parametrize('text', ['paid', 'payed'])
def test_nobody_sets_a_status(text: str) -> None:
    """Only a move changes the status."""
    order = order_at('new')
    with suppress(AttributeError):
        order.status = text
        pytest.fail(f'order.status = {text!r} went round the rules; see Order in orders.py')
    assert order.status is member('new'), f'an order is {order.status!r} after a refused change'


@pytest.mark.parametrize('text', TEXTS)
def test_other_programs_see_texts(text: str) -> None:
    """Database, report and comparisons are what they were."""
    order = order_at(text)
    number = order.number
    dumped = f'{{"number": {number}, "status": "{text}"}}'
    error = error_of(order.dump)
    assert error is None, f'dump of orders.py ended with {error!r}'
    assert order.dump() == dumped, f'dump should give {dumped}, but gives {order.dump()}'
    row = f'{number};{text}'
    found = orders.report([order, order])
    assert found == f'{row}\n{row}', f'a row of the report should be {row!r}, but it is {found!r}'
    assert order.status == text, (
        f'order.status == {text!r} is false for {order.status!r}: other teams compare like that'
    )


def test_a_long_life_is_kept() -> None:
    """An order that moves at random and is saved after each step is never lost."""
    order = orders.Order(random.randint(1, LAST_NUMBER))
    expected = 'new'
    while RULES[expected]:
        expected = random.choice(sorted(RULES[expected]))
        error = error_of(order.move, expected)
        assert error is None, f'an order of orders.py could not become {expected}: {error!r}'
        order = orders.Order.load(order.dump())
        assert order.status is member(expected), (
            f'a saved {expected} order came back as {order.status!r}; see load in orders.py'
        )
