"""Rights are sets of bits that do not touch each other."""

from collections.abc import Iterator
from functools import reduce
from itertools import chain, combinations
from operator import or_
from types import MappingProxyType
from typing import TypeAlias

import pytest
import rights

Names: TypeAlias = frozenset[str]

STORED = MappingProxyType({'READ': 1, 'COMMENT': 2, 'SHARE': 4})
SINGLE = (*STORED, 'WRITE')
SETS = tuple(map(frozenset, chain.from_iterable(combinations(SINGLE, size) for size in range(5))))
#: A bit that no right will ever have.
FAR = 1048576


def right(name: str) -> rights.Right:
    """Return a right by its name."""
    found = getattr(rights.Right, name, None)
    if found is None:
        pytest.fail(f'rights.py has no Right.{name}: the five names must stay')
    return found


def made(members: Names) -> rights.Right:
    """Return the set of rights with these names."""
    return reduce(or_, map(right, members), rights.Right(0))


def told(members: Names) -> str:
    """Return a set of names as a message shows it."""
    return '|'.join(name for name in SINGLE if name in members) or 'nothing'


def pairs() -> Iterator[tuple[Names, Names]]:
    """Yield every two sets of rights."""
    return ((one, other) for one in SETS for other in SETS)


@pytest.mark.parametrize('name', SINGLE)
def test_a_right_has_a_bit_of_its_own(name: str) -> None:
    """No right contains another one, and stored numbers stay."""
    number = right(name).value
    bits = bin(number)
    assert bits.count('1') == 1, (
        f'{name} in rights.py is {number}, in bits {bits}: one right is one bit'
    )
    others = [other for other in SINGLE if other != name and right(other).value == number]
    assert not others, f'{name} and {others[0]} are both {number} in rights.py'
    wanted = STORED.get(name, number)
    assert number == wanted, f'the database holds {wanted} for {name}, but rights.py says {number}'


def test_editor_is_a_name_for_three_rights() -> None:
    """An editor reads, comments and writes."""
    wanted = made(frozenset(('READ', 'COMMENT', 'WRITE')))
    assert right('EDITOR') is wanted, f'EDITOR in rights.py should be {wanted!r}'
    found = [single.name for single in rights.Right]
    assert len(found) == len(SINGLE), f'Right in rights.py should have four rights, but has {found}'


def test_a_right_is_no_number() -> None:
    """Nobody adds a number to rights by mistake."""
    try:
        found = right('READ') | FAR
    except TypeError:
        return
    pytest.fail(f'Right.READ | {FAR} is {found!r} and no error: which parent of Right allows that?')


def test_all_that_is_needed_must_be_there() -> None:
    """Somebody may do what all needed rights together allow."""
    for owned, needed in pairs():
        if needed:
            found = rights.may(made(owned), made(needed))
            assert found is (needed <= owned), (
                f'{told(owned)} is owned and {told(needed)} needed, but may in rights.py '
                f'returned {found}'
            )


@pytest.mark.parametrize('owned', SETS, ids=told)
def test_to_need_nothing_is_a_mistake(owned: Names) -> None:
    """A caller that asks for no right is told so."""
    try:
        found = rights.may(made(owned), rights.Right(0))
    except ValueError:
        return
    pytest.fail(f'may was asked for Right(0) and returned {found}; it should raise a ValueError')


def test_revoking_only_takes_away() -> None:
    """A right is gone after it was taken away, whether it was there or not."""
    for owned, taken in pairs():
        found = rights.revoke(made(owned), made(taken))
        wanted = made(owned - taken)
        assert found is wanted, (
            f'{told(taken)} was taken from {told(owned)}, and revoke in rights.py left {found!r} '
            f'and not {wanted!r}'
        )


@pytest.mark.parametrize('owned', SETS, ids=told)
def test_a_sum_of_rights_is_read_back(owned: Names) -> None:
    """What was written to the database comes back."""
    number = sum(right(name).value for name in owned)
    found = rights.from_database(number)
    assert found is made(owned), f'{number} is {told(owned)}, but from_database gives {found!r}'


@pytest.mark.parametrize('number', [-1, -2, -FAR, FAR, FAR + 1])
def test_any_other_number_is_refused(number: int) -> None:
    """A number with a far bit that nobody knows, or below zero, is no set of rights."""
    must_be_refused(number)


def test_the_next_bit_is_refused() -> None:
    """The bit above the highest right is no right yet."""
    must_be_refused(2 * max(right(name).value for name in SINGLE))


def must_be_refused(number: int) -> None:
    """Check that a number from the database is a ValueError."""
    try:
        found = rights.from_database(number)
    except ValueError:
        return
    pytest.fail(f'{number} is no sum of rights, but from_database in rights.py made it {found!r}')


@pytest.mark.parametrize('owned', SETS, ids=told)
def test_single_rights_are_listed(owned: Names) -> None:
    """Names come one for each right, by number."""
    wanted = sorted(owned, key=lambda name: right(name).value)
    found = rights.names(made(owned))
    assert found == wanted, f'names of {told(owned)} should be {wanted}, but are {found}'
