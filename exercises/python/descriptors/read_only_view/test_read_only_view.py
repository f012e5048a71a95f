"""Everybody may look at an account, and nobody changes it by looking."""

import operator
import random
from collections.abc import Callable
from functools import partial
from types import MappingProxyType
from typing import Any

import ledger
import pytest

WHERE = 'see View in ledger.py'
BOTH = ('entries', 'totals')
REFUSALS = ('AttributeError', 'TypeError')
RENT = -700
EXTRA = ('bribe', 99)
# What a plug-in may try on what it got: the methods that change a list or a dictionary.
TRIES = MappingProxyType(
    {
        'append': (EXTRA,),
        'extend': ([EXTRA],),
        'insert': (0, EXTRA),
        'remove': (('rent', RENT),),
        'reverse': (),
        'sort': (),
        '__iadd__': ([EXTRA],),
        '__imul__': (2,),
        'clear': (),
        'pop': (),
        'popitem': (),
        'setdefault': EXTRA,
        'update': ({'bribe': 99},),
        '__ior__': ({'bribe': 99},),
    }
)


class Watched:
    """An account with three bookings, and what it showed when it was new."""

    def __init__(self) -> None:
        self.wages = random.randint(100, 1000)
        self.account = ledger.Account()
        self.account.book('wages', self.wages)
        self.account.book('rent', RENT)
        self.account.book('wages', 5)
        self.before = self.state()

    def state(self) -> tuple[int, list[Any], dict[str, int]]:
        """Return all that the account shows, as copies."""
        return self.account.balance(), list(self.account.entries), dict(self.account.totals)

    def check(self, what: str) -> None:
        """Fail if the account shows anything else than before."""
        after = self.state()
        assert after == self.before, (
            f'{what} changed the account from {self.before} to {after}: {WHERE}'
        )


@pytest.fixture
def watched() -> Watched:
    """Open an account."""
    return Watched()


def error_of(change: Callable[..., object], *given: Any) -> str:
    """Return the name of the error that a plug-in gets."""
    try:
        change(*given)
    except Exception as error:
        return type(error).__name__
    return 'no error'


def add_in_place(account: ledger.Account) -> None:
    """Do what a plug-in may try in one line."""
    account.entries += [EXTRA]


@pytest.mark.parametrize('name', BOTH)
@pytest.mark.parametrize('method', TRIES)
def test_no_method_changes_the_account(watched: Watched, name: str, method: str) -> None:
    """What changes a list or a dictionary is missing from a view, or refuses."""
    view = getattr(watched.account, name)
    error = error_of(lambda: getattr(view, method)(*TRIES[method]))
    assert error in REFUSALS, (
        f'a plug-in could call {method} on account.{name} ({error}). What does reading '
        f'return? {WHERE}'
    )
    watched.check(f'account.{name}.{method}(...)')


@pytest.mark.parametrize(('name', 'key'), [('entries', 0), ('totals', 'rent')])
def test_no_item_is_replaced_or_deleted(watched: Watched, name: str, key: Any) -> None:
    """A view has no assignment to an item, and no ``del`` of one."""
    view = getattr(watched.account, name)
    errors = error_of(operator.setitem, view, key, 1), error_of(operator.delitem, view, key)
    assert set(errors) <= set(REFUSALS), (
        f'account.{name}[{key!r}] = 1, and del of the same, came to: {errors}. Both should be '
        f'refused; {WHERE}'
    )
    watched.check(f'account.{name}[{key!r}] = 1')


@pytest.mark.parametrize('name', BOTH)
def test_the_attribute_is_not_replaced(watched: Watched, name: str) -> None:
    """Writing or deleting the attribute is an AttributeError, and changes nothing."""
    change = partial(setattr, watched.account, name)
    errors = [error_of(change, []), error_of(delattr, watched.account, name)]
    assert errors == ['AttributeError', 'AttributeError'], (
        f'account.{name} = [] and del account.{name} should be an AttributeError each, '
        f'but came to: {errors}; {WHERE}'
    )
    watched.check(f'account.{name} = []')


@pytest.mark.parametrize('name', BOTH)
def test_the_dictionary_does_not_hide_a_view(watched: Watched, name: str) -> None:
    """A line in the object's own dictionary changes nothing of what is shown."""
    vars(watched.account)[name] = {}
    watched.check(f'vars(account)[{name!r}] = {{}} hides the view and')


def test_adding_in_place_is_refused(watched: Watched) -> None:
    """``account.entries += [...]`` is an error, and adds nothing before it is one."""
    error = error_of(add_in_place, watched.account)
    assert error in REFUSALS, f'account.entries += [...] came to: {error}; {WHERE}'
    watched.check('account.entries += [...] asks the list first and the attribute afterwards; it')


def test_a_view_that_is_kept_shows_later_bookings(watched: Watched) -> None:
    """A view is no copy, and it belongs to one account."""
    account = ledger.Account()
    entries, totals = account.entries, account.totals
    account.book('gift', 5)
    seen = list(entries), dict(totals)
    assert seen == ([('gift', 5)], {'gift': 5}), (
        f'views were kept, ("gift", 5) was booked, and the views show {seen}: {WHERE}'
    )
    watched.check('a booking in another account')


def test_entries_read_like_a_list() -> None:
    """Entries have a length, an order, an index from either end, and slices."""
    account = ledger.Account()
    booked = [(f'purpose {random.randrange(100)}', random.randint(1, 9)) for _ in range(5)]
    for entry in booked:
        account.book(*entry)
    entries = account.entries
    seen = {
        'a loop': list(entries),
        'reversed': list(reversed(list(reversed(entries)))),
        'slices': [*entries[:2], *entries[2:4], *entries[-1:]],
        'indexes': [entries[0], entries[1], entries[2], entries[-2], entries[-1]],
        'what is in it': [one for one in booked if one in entries],
    }
    for how, found in seen.items():
        assert found == booked, f'{how} of account.entries: {found}, expected: {booked}; {WHERE}'
    assert len(entries) == len(booked), f'len(account.entries) is {len(entries)}, not {len(booked)}'
    assert EXTRA not in entries, f'{EXTRA} was never booked, but is in account.entries: {WHERE}'
    error = error_of(operator.getitem, entries, len(booked))
    assert error == 'IndexError', f'an index behind the last entry came to: {error}; {WHERE}'


def test_a_slice_belongs_to_who_asked(watched: Watched) -> None:
    """What is done to a slice does not show in the account."""
    for cut in (slice(None), slice(1, None)):
        found = watched.account.entries[cut]
        if hasattr(found, 'clear'):
            found.clear()
    watched.check('emptying a slice of account.entries')


def test_totals_read_like_a_dictionary(watched: Watched) -> None:
    """Totals are found by their purpose."""
    totals = watched.account.totals
    wanted = {'wages': watched.wages + 5, 'rent': RENT}
    seen = {name: totals[name] for name in wanted}
    assert seen == wanted, f'account.totals shows {seen} and not {wanted}: {WHERE}'
    assert dict(totals.items()) == wanted, f'account.totals.items() differ from {wanted}: {WHERE}'
    got = totals.get('rent'), totals.get('food', 0), len(totals)
    assert got == (RENT, 0, 2), f'get of a purpose, of a missing one, and len are {got}: {WHERE}'
    assert 'rent' in totals, f'"rent" was booked, but is not in account.totals: {WHERE}'
    assert 'food' not in totals, f'"food" was never booked, but is in account.totals: {WHERE}'


def test_any_class_can_have_views() -> None:
    """A View goes by the name of its source, and knows no account."""
    name = f'shown_{random.randrange(100)}'
    source = f'_{name}'
    made = type('Made', (), {name: ledger.View(source)})()
    for wanted in ([1, 2], {'one': 1}):
        setattr(made, source, wanted)
        found = getattr(made, name)
        assert list(found) == list(wanted), f'a View of {wanted} shows {list(found)}: {WHERE}'
        assert not hasattr(found, 'clear'), f'a View of {wanted} can be emptied: {WHERE}'
    error = error_of(setattr, made, name, [])
    assert error == 'AttributeError', f'{name} = [] of another class came to: {error}; {WHERE}'


def test_the_class_shows_the_view_itself() -> None:
    """Asked of the class, the attribute is the View."""
    try:
        found = ledger.Account.entries
    except AttributeError as error:
        pytest.fail(f'Account.entries raised {error!r}: who is the instance then? {WHERE}')
    assert isinstance(found, ledger.View), f'Account.entries is {found!r}, and no View: {WHERE}'
