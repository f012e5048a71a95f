"""One switch, and everybody sees it as it is now."""

import random
from collections.abc import Callable, Iterator

import kettle
import pytest
import sound

MOVES = 8


def remote_control(on: bool) -> None:
    """Move the switch as the remote control does."""
    sound.loud = on


def button(on: bool) -> None:
    """Move the switch as the buttons do, and be sure that it moved."""
    sound.turn(on)
    assert sound.loud is on, (
        f'turn({on}) in sound.py left sound.loud at {sound.loud}: which name does it assign to?'
    )


# The remote control comes first where the order matters: it works without turn.
WAYS = (remote_control, button)


@pytest.fixture(autouse=True)
def untouched_switch() -> Iterator[None]:
    """Give each test the switch as it was at the start."""
    before = sound.loud
    yield
    sound.loud = before


@pytest.fixture
def moves() -> list[bool]:
    """Return a random row of moves, with both positions in it."""
    positions = [True, False, *(random.random() > 1 / 2 for _ in range(MOVES))]
    random.shuffle(positions)
    return positions


def who_moved(move: Callable[[bool], None], on: bool) -> str:
    """Return a few words on what happened to the switch."""
    verb = 'assigned {} to sound.loud' if move is remote_control else 'called turn({})'
    return f'the {move.__name__.replace("_", " ")} {verb.format(on)}'


def test_turn_moves_what_the_display_reads(moves: list[bool]) -> None:
    """The value in the module is the one that ``turn`` was given."""
    for on in moves:
        button(on)


@pytest.mark.parametrize('move', WAYS)
def test_the_kettle_hears_the_switch(move: Callable[[bool], None], moves: list[bool]) -> None:
    """The kettle speaks as the switch stands when the water boils."""
    for on in moves:
        move(on)
        found, wanted = kettle.boiled(), 'DING' if on else 'ding'
        assert found == wanted, (
            f'{who_moved(move, on)}, but boiled() in kettle.py said {found!r}: '
            'whose value does it look at?'
        )


@pytest.mark.parametrize('move', WAYS)
def test_announcements_follow_the_switch(move: Callable[[bool], None], moves: list[bool]) -> None:
    """Without a word from the caller the switch decides."""
    for on in moves:
        move(on)
        found, wanted = kettle.announce('mint tea'), 'MINT TEA' if on else 'mint tea'
        assert found == wanted, (
            f'{who_moved(move, on)}, but announce in kettle.py said {found!r}: '
            'a default is computed once, and an imported value is a copy'
        )


@pytest.mark.parametrize('aloud', [True, False])
def test_the_caller_is_obeyed(aloud: bool, moves: list[bool]) -> None:
    """What the caller says stands above the switch."""
    wanted = 'MINT TEA' if aloud else 'mint tea'
    for on in moves:
        remote_control(on)
        found = kettle.announce('mint tea', aloud=aloud)
        assert found == wanted, (
            f'the caller said aloud={aloud} while the switch was at {on}, '
            f'but announce in kettle.py said {found!r}'
        )


def test_talking_does_not_move_the_switch(moves: list[bool]) -> None:
    """The kettle only reads."""
    for on in moves:
        remote_control(on)
        kettle.boiled()
        kettle.announce('mint tea', aloud=not on)
        assert sound.loud is on, 'kettle.py moved the switch: it should only look at it'
