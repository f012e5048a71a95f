"""Mods can mark a player, and everything else stays closed."""

import random
from types import MappingProxyType, MemberDescriptorType
from typing import Any

import entities
import pytest

ARGUMENTS = MappingProxyType(
    {
        'Entity': (5, 2),
        'Monster': (3, 4, 9),
        'Player': (0, 7, 'Ada'),
        'Bot': (1, 2, 'Grace', 3),
    }
)
PLACES = MappingProxyType({'Entity': 2, 'Monster': 3, 'Player': 3, 'Bot': 4})


def make(name: str, *arguments: object) -> Any:
    """Make an object by its class's name, so that one missing class fails its own tests only."""
    found = getattr(entities, name, None)
    if found is None:
        pytest.fail(f'entities.py has no class {name}: its four names must stay')
    return found(*(arguments or ARGUMENTS[name]))


def carries_a_dictionary(thing: object, mark: str) -> bool:
    """Tell whether an object has a place for any name, also when it shows no ``__dict__``."""
    try:
        object.__setattr__(thing, mark, 'Owls')
    except AttributeError:
        return hasattr(thing, '__dict__')
    return True


@pytest.fixture
def mark() -> str:
    """Return the name of an attribute that nobody could foresee."""
    return f'mod_{random.random()}'.replace('.', '_')


def test_a_mod_can_mark_a_player(mark: str) -> None:
    """A player takes any attribute, and its dictionary holds nothing else."""
    player = make('Player')
    try:
        # Past a __setattr__ that keeps the mark elsewhere: the dictionary is what is asked for.
        object.__setattr__(player, mark, 'Owls')
    except AttributeError as error:
        pytest.fail(f'a mod could not mark Player: {error}. Where would such a mark be kept?')
    found = getattr(player, '__dict__', None)
    assert found == {mark: 'Owls'}, (
        f'only what a mod adds belongs in the dictionary of Player, but it is {found}'
    )


@pytest.mark.parametrize('name', ['Entity', 'Monster', 'Bot'])
def test_everything_else_stays_closed(name: str, mark: str) -> None:
    """No other object takes a mark or carries a dictionary that could hold one."""
    closed = make(name)
    try:
        setattr(closed, mark, 'Owls')
    except AttributeError:
        assert not carries_a_dictionary(closed, mark), (
            f'{name} refuses the attribute, but still carries a dictionary: '
            'which class of its family brings it?'
        )
    else:
        pytest.fail(f'{name} accepted the attribute {mark}: which class of its family is open?')


@pytest.mark.parametrize('name', ARGUMENTS)
def test_no_attribute_has_two_places(name: str) -> None:
    """In every family each slot stands in one class, and every object uses all of its slots."""
    slots = [
        attribute
        for member in type(make(name)).__mro__
        for attribute, place in vars(member).items()
        if isinstance(place, MemberDescriptorType)
    ]
    twice = sorted({slot for slot in slots if slots.count(slot) > 1})
    assert not twice, f'{name} has two places for {twice}: a parent has that slot already'
    assert len(slots) <= PLACES[name], (
        f'{name} needs {PLACES[name]} places, but has {len(slots)}: {sorted(slots)}. '
        'Which class of its family brings what it does not use?'
    )


@pytest.mark.parametrize('name', ARGUMENTS)
def test_all_of_them_move(name: str) -> None:
    """All four are entities, and move by what they are told."""
    mover = make(name)
    x, y, *_ = ARGUMENTS[name]
    assert isinstance(mover, entities.Entity), f'{name} is no Entity any more'
    mover.move(4, -1)
    found = mover.x, mover.y
    assert found == (x + 4, y - 1), f'{name} at {x}, {y} moved by 4, -1 to {found}'


@pytest.mark.parametrize(('name', 'greeting'), [('Player', 'Ada waves'), ('Bot', 'Grace waves')])
def test_names_are_used_in_greetings(name: str, greeting: str) -> None:
    """Players and bots greet with the name that they have now."""
    named = make(name)
    assert named.greet() == greeting, f'{name} should say {greeting!r}, but says {named.greet()!r}'
    named.name = 'Linus'
    assert named.greet() == 'Linus waves', (
        f'{name} was renamed to Linus, but says {named.greet()!r}'
    )


@pytest.mark.parametrize('health', [9, 4])
def test_a_monster_has_health(health: int) -> None:
    """A monster keeps the health that it was made with."""
    found = make('Monster', 1, 2, health).health
    assert found == health, f'Monster made with a health of {health} has {found}'


@pytest.mark.parametrize(('goal', 'column'), [(0, 1), (1, 1), (2, 2), (9, 2)])
def test_a_bot_walks_to_its_goal(goal: int, column: int) -> None:
    """A step brings a bot one column further, unless it is there or beyond."""
    bot = make('Bot', 1, 2, 'Grace', goal)
    bot.step()
    assert bot.x == column, f'Bot at 1 with the goal {goal} stepped to {bot.x}, not to {column}'
