"""The styleguide has nothing to say about the greenhouse, and the windows open as before."""

import random
import subprocess
import sys
import sysconfig
import tokenize
from collections.abc import Callable
from contextlib import ExitStack
from itertools import product
from pathlib import Path
from typing import Any

import greenhouse
import pytest

from galka.fixtures import require

FLAKE8 = (sys.executable, '-I', '-m', 'flake8', '--isolated', '--select=WPS,E999', '--disable-noqa')
CONFIGURATIONS = ('.flake8', 'setup.cfg', 'tox.ini')
SILENCE = 'noqa'
PATIENCE = 20
STANDARD = Path(sysconfig.get_path('stdlib'))


@pytest.fixture(scope='module')
def messages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return what flake8 with the styleguide says of the answer; it is run once."""
    require('wemake')
    # A file with a known fault beside it shows that the styleguide was really asked.
    canary = tmp_path_factory.mktemp('style') / 'canary.py'
    canary.write_text('eval(str())\n', encoding='utf-8')
    folder = Path(str(greenhouse.__file__)).parent
    said = subprocess.run(
        [*FLAKE8, '--jobs=1', *sorted(folder.rglob('*.py')), canary],
        cwd=canary.parent,
        capture_output=True,
        check=False,
        text=True,
        timeout=PATIENCE,
    )
    lines = said.stdout.replace(f'{folder}/', '').splitlines()
    known = [line for line in lines if line.startswith(str(canary))]
    assert known, f'flake8 with wemake-python-styleguide did not run: {said.stdout}{said.stderr}'
    return [line for line in lines if line not in known]


def offered(name: str) -> Callable[..., Any]:
    """Return a function of the module, so that one missing name fails its own tests only."""
    found = getattr(greenhouse, name, None)
    if found is None:
        pytest.fail(f'greenhouse.py has no {name}: its three names must stay')
    return found


def test_the_styleguide_says_nothing(messages: list[str]) -> None:
    """flake8 with wemake-python-styleguide, at its own limits, reports nothing."""
    listed = '\n'.join(messages)
    assert not messages, f'wemake-python-styleguide has {len(messages)} messages:\n{listed}'


def test_nothing_is_hidden(answer: Path) -> None:
    """The answer has neither comments that silence nor a configuration of its own."""
    own = [name for name in CONFIGURATIONS if Path(answer, name).exists()]
    assert not own, f'this task is about greenhouse.py: delete {own}, it is not read anyway'
    for path in answer.rglob('*.py'):
        with path.open('rb') as source:
            comments = [
                token
                for token in tokenize.tokenize(source.readline)
                if token.type == tokenize.COMMENT and SILENCE in token.string.lower()
            ]
        assert not comments, f'{path.name} hides a message: {comments[0].string}. Mend it instead'


@pytest.mark.parametrize('degrees', [0, 1, -3, 18, 33])
def test_a_wish_is_fulfilled(degrees: int) -> None:
    """A plant that was asked has its wish, 0 too; the others have 18."""
    wishes = {'moss': degrees}
    found = offered('wish')('moss', wishes)
    assert found == degrees, f'moss has a wish of {degrees}, but wish in greenhouse.py says {found}'
    found = offered('wish')('orchid', wishes)
    assert found == 18, f'nobody asked the orchid, so it wishes 18; greenhouse.py says {found}'


@pytest.mark.parametrize(
    ('time', 'rain', 'more'),
    [('day', False, 0), ('night', False, 12), ('day', True, 25), ('night', True, 25)],
)
def test_windows_open_as_before(time: str, rain: bool, more: int) -> None:
    """A window opens one degree above the wish: more of them at night, and in rain."""
    wished = random.randrange(-9, 40)
    for degrees in range(wished - 1, wished + 30):
        wanted = degrees > wished + more
        found = offered('is_open')(degrees, wished, time, rain)
        assert found is wanted, (
            f'is_open({degrees}, {wished}, {time!r}, {rain}) was {wanted} and is {found} now'
        )


@pytest.mark.parametrize('plant', ['moss', 'Öl-Palme', ''])
def test_labels_are_what_they_were(plant: str) -> None:
    """A sign shows degrees from -5 to 40, and never without a plant."""
    for degrees in range(-9, 50):
        shown = plant and degrees in range(-5, 41)
        wanted = f'{plant}: {degrees}' if shown else plant
        found = offered('label')(plant, degrees)
        assert found == wanted, f'label({plant!r}, {degrees}) was {wanted!r} and is {found!r} now'


def test_the_styleguide_saw_what_runs(answer: Path) -> None:
    """Whatever runs in the three functions stands in a file that was checked."""
    ran: set[tuple[str, str]] = set()
    with ExitStack() as stack:
        stack.callback(sys.setprofile, sys.getprofile())
        sys.setprofile(lambda frame, *_: ran.add((frame.f_code.co_filename, frame.f_code.co_name)))
        call_all()
    unseen = sorted(name for path, name in ran if not was_seen(Path(path), answer))
    assert not unseen, (
        f'greenhouse.py uses {unseen}, and that code stands in none of the .py files of your '
        'answer: the styleguide did not see it'
    )


def call_all() -> None:
    """Call the three functions in all their cases."""
    for wishes in ({}, {'moss': 0}):
        offered('wish')('moss', wishes)
    for time, rain in product(('day', 'night'), (True, False)):
        offered('is_open')(18, 0, time, rain)
    for plant, degrees in product(('moss', ''), (-9, 18, 50)):
        offered('label')(plant, degrees)


def was_seen(path: Path, answer: Path) -> bool:
    """Tell whether code is in a checked file or in Python's library."""
    in_the_library = STANDARD in path.parents or path.name.startswith('<frozen')
    return in_the_library or path in (Path(__file__), *answer.rglob('*.py'))
