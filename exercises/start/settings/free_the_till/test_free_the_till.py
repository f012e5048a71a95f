"""A till holds what belongs to it, and replaying a day leaves nothing behind."""

import gc
import random
import weakref
from collections.abc import Iterator
from typing import Any

import day
import pytest
import till

MENU = (('tea', 210), ('coffee', 295), ('cake', 345))
WHOLE = 100
DAYS = 30
STEPS = 25


def make() -> Any:
    """Make a till, so that a missing class fails the tests of the class only."""
    found = getattr(till, 'Till', None)
    if found is None:
        pytest.fail('till.py has no class Till: the state needs an object to live in')
    return found()


def step(items: list[str]) -> str:
    """Return a random line of a log; the items on the menu grow with it."""
    kind = random.choice(('price', 'discount', 'sell', 'sell', 'sell', 'close'))
    if kind == 'price':
        items.append(random.choice(('tea', 'soup', f'dish-{random.random()}')))
        return f'price {items[-1]} {random.randrange(999)}'
    if kind == 'discount':
        return f'discount {random.randint(0, WHOLE)}'
    return f'sell {random.choice(items)}' if kind == 'sell' else kind


def some_log(steps: int = STEPS) -> str:
    """Return the log of a random day."""
    items = [item for item, _ in MENU]
    lines = [step(items) for _ in range(steps)]
    return '\n'.join([*lines, 'close'])


def receipts_of(log: str) -> Iterator[str]:
    """Yield the lines that a fresh program prints for a log."""
    prices, discount, receipts = dict(MENU), 0, 0
    sold: list[tuple[str, int]] = []
    for kind, *words in map(str.split, log.splitlines()):
        if kind == 'price':
            prices[words[0]] = int(words[1])
        elif kind == 'discount':
            discount = int(words[0])
        elif kind == 'sell':
            sold.append((words[0], prices[words[0]] * (WHOLE - discount) // WHOLE))
        else:
            receipts += 1
            yield f'receipt {receipts}'
            yield from (f'{item} {cents}' for item, cents in sold)
            yield f'total {sum(cents for _, cents in sold)}'
            sold.clear()


def expected(log: str) -> str:
    """Return what a fresh program returns for a log."""
    return '\n'.join(receipts_of(log))


def play(machine: Any, line: str) -> list[str]:
    """Let a till do one line of a log; return the receipt if there is one."""
    kind, *words = line.split()
    if kind == 'price':
        machine.set_price(words[0], int(words[1]))
    elif kind == 'discount':
        machine.give_discount(int(words[0]))
    elif kind == 'sell':
        machine.sell(words[0])
    else:
        return [machine.close()]
    return []


def data_of_the_module() -> dict[str, str]:
    """Return how the values in ``till.py`` look now, functions and classes aside."""
    return {
        name: repr(value)
        for name, value in vars(till).items()
        if not name.startswith('__') and not callable(value)
    }


def test_a_day_does_not_see_the_day_before() -> None:
    """Any two days give what each of them gives in a fresh program."""
    for number in range(DAYS):
        # Short days first: a mistake is told with the shortest that shows it.
        log = some_log(1 + number)
        found, wanted = day.replay(log), expected(log)
        assert found == wanted, (
            f'replayed after other days, this log\n\n{log}\n\ngave\n\n{found}\n\nand not\n\n'
            f'{wanted}\n\nWhich values in till.py, or in the body of its class, outlive a day?'
        )


def test_a_day_that_failed_leaves_nothing() -> None:
    """An unknown item is a KeyError, and the next day begins as usual."""
    with pytest.raises(KeyError):
        day.replay('discount 50\nprice tea 1\nsell tea\nsell unicorn\nclose')
    found, wanted = day.replay('sell tea\nclose'), 'receipt 1\ntea 210\ntotal 210'
    assert found == wanted, (
        f'the day after a day that ended with an error gave {found!r} and not {wanted!r}: '
        'what is cleaned up at the end is left behind when the end is not reached'
    )


def test_two_tills_stand_side_by_side() -> None:
    """Work at one till changes nothing at the other, in whatever order they are used."""
    logs = [some_log(), some_log()]
    turns = [number for number, log in enumerate(logs) for _ in log.splitlines()]
    random.shuffle(turns)
    waiting = [iter(log.splitlines()) for log in logs]
    machines = [make(), make()]
    printed: list[list[str]] = [[], []]
    for turn in turns:
        try:
            printed[turn].extend(play(machines[turn], next(waiting[turn])))
        except KeyError as error:
            pytest.fail(f'a Till forgot the price of {error} while another Till was used')
    for log, receipts in zip(logs, printed, strict=True):
        assert '\n'.join(receipts) == expected(log), (
            f'two tills were used in turns, and one of them did for\n\n{log}\n\n'
            f'{receipts} and not {[expected(log)]}: what do they share in till.py?'
        )


def test_a_new_till_begins_with_the_menu() -> None:
    """Prices of one till do not reach the menu that the next one begins with."""
    used = make()
    used.set_price('tea', 1)
    used.set_price('soup', 500)
    used.give_discount(50)
    fresh = make()
    found = {item: fresh.price(item) for item, _ in MENU}
    assert found == dict(MENU), (
        f'another Till changed its prices, and a new one asks {found}: whose dictionary is it?'
    )
    with pytest.raises(KeyError):
        fresh.price('soup')


def test_a_price_is_the_price_of_now() -> None:
    """A price follows the last ``set_price`` and the last ``give_discount``."""
    machine = make()
    for cents, percent in ((101, 0), (101, 50), (333, 50), (333, 33), (333, WHOLE)):
        machine.set_price('tea', cents)
        machine.give_discount(percent)
        wanted = cents * (WHOLE - percent) // WHOLE
        found = machine.price('tea'), machine.sell('tea')
        assert found == (wanted, wanted), (
            f'tea for {cents} with {percent} % off costs {wanted}; price and sell said {found}'
        )


def test_the_module_stays_as_it_was_imported() -> None:
    """No value in ``till.py`` is changed by a day."""
    before = data_of_the_module()
    day.replay('price tea 1\nprice soup 500\ndiscount 50\nsell tea\nclose\nsell soup')
    after = data_of_the_module()
    changed = sorted(name for name, value in after.items() if before.get(name) != value)
    assert not changed, f'a day changed {changed} in till.py: that belongs to one Till'


def test_a_till_is_freed() -> None:
    """A till that nobody holds any more is gone, whatever it was used for."""
    machine = make()
    for line in ('price tea 99', 'sell tea', 'close'):
        play(machine, line)
    machine.price('cake')
    seen = weakref.ref(machine)
    machine = None
    gc.collect()
    assert seen() is None, (
        'nobody uses this Till any more, but something in till.py holds it: '
        'where does a cache keep its arguments?'
    )
