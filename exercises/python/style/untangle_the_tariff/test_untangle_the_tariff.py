"""The styleguide has nothing to say about the tariff, and each ride costs what it did."""

import runpy
import subprocess
import sys
import sysconfig
import tokenize
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import tariff

from galka.fixtures import require

FLAKE8 = (sys.executable, '-I', '-m', 'flake8', '--isolated', '--select=WPS,E999', '--disable-noqa')
CONFIGURATIONS = ('.flake8', 'setup.cfg', 'tox.ini')
SILENCE = 'noqa'
PATIENCE = 20
STANDARD = Path(sysconfig.get_path('stdlib'))
GIVEN = Path(__file__).parent / 'stub' / 'tariff.py'
KINDS = ('city', 'electric', 'cargo')
DAYS = (4, 5, 6)
HOURS = (5, 6, 12, 21, 22)


@pytest.fixture(scope='module')
def messages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return what flake8 with the styleguide says of the answer; it is run once."""
    require('wemake')
    # A file with a known fault beside it shows that the styleguide was really asked.
    canary = tmp_path_factory.mktemp('style') / 'canary.py'
    canary.write_text('eval(str())\n', encoding='utf-8')
    folder = Path(str(tariff.__file__)).parent
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


def test_the_styleguide_says_nothing(messages: list[str]) -> None:
    """flake8 with wemake-python-styleguide, at its own limits, reports nothing."""
    listed = '\n'.join(messages)
    assert not messages, f'wemake-python-styleguide has {len(messages)} messages:\n{listed}'


def test_nothing_is_hidden(answer: Path) -> None:
    """The answer has neither comments that silence nor a configuration of its own."""
    own = [name for name in CONFIGURATIONS if Path(answer, name).exists()]
    assert not own, f'this task is about tariff.py: delete {own}, it is not read anyway'
    for path in answer.rglob('*.py'):
        with path.open('rb') as source:
            comments = [
                token
                for token in tokenize.tokenize(source.readline)
                if token.type == tokenize.COMMENT and SILENCE in token.string.lower()
            ]
        assert not comments, f'{path.name} hides a message: {comments[0].string}. Mend it instead'


def offered() -> Callable[..., int]:
    """Return the learner's function."""
    found: Callable[..., int] | None = getattr(tariff, 'price', None)
    if found is None:
        pytest.fail('tariff.py has no price: its name must stay')
    return found


def outcome(price: Callable[..., int], ride: dict[str, Any]) -> object:
    """Return what a ride costs, or the error that it is."""
    try:
        return price(**ride)
    except ValueError as error:
        return f'ValueError: {error}'


def rides(kind: str, member: bool) -> Iterator[dict[str, Any]]:
    """Yield rides of every length, on days and at hours around which something changes."""
    for minutes, day, hour in product(range(1, 500), DAYS, HOURS):
        yield {'kind': kind, 'minutes': minutes, 'day': day, 'hour': hour, 'member': member}


def compare(ride: dict[str, Any], given: Callable[..., int], about: str) -> None:
    """Assert that a ride costs what it cost, to the cent and to the type."""
    wanted, found = outcome(given, ride), outcome(offered(), ride)
    if (type(found), found) != (type(wanted), wanted):
        described = ', '.join(f'{name}={word!r}' for name, word in ride.items())
        pytest.fail(
            f'{about}: price({described}) in tariff.py was {wanted!r}, and costs {found!r} now'
        )


@pytest.fixture(scope='module')
def given() -> Callable[..., int]:
    """Return the function as the learner got it."""
    price: Callable[..., int] = runpy.run_path(str(GIVEN))['price']
    return price


@pytest.mark.parametrize('member', [True, False])
@pytest.mark.parametrize('kind', KINDS)
def test_each_ride_costs_what_it_did(kind: str, member: bool, given: Callable[..., int]) -> None:
    """Every ride costs what it costs by the given function."""
    who = 'a member' if member else 'a guest'
    for ride in rides(kind, member):
        compare(ride, given, who)


@pytest.mark.parametrize('minutes', [0, -1, 10])
@pytest.mark.parametrize('kind', ['boat', '', 'City', 'cargo'])
def test_errors_are_what_they_were(kind: str, minutes: int, given: Callable[..., int]) -> None:
    """What can not be a ride is the same error as before, and of two errors the same one."""
    ride = {'kind': kind, 'minutes': minutes, 'day': 0, 'hour': 12, 'member': False}
    compare(ride, given, 'with a ride that can not be')


def test_the_styleguide_saw_what_runs(answer: Path) -> None:
    """Whatever runs for a ride stands in a file that was checked."""
    ran: set[tuple[str, str]] = set()
    ride = {'minutes': 500, 'day': 5, 'hour': 22}
    before = sys.getprofile()
    sys.setprofile(lambda frame, *_event: ran.add((frame.f_code.co_filename, frame.f_code.co_name)))
    for kind, member in product(KINDS, (True, False)):
        outcome(offered(), {'kind': kind, 'member': member, **ride})
    sys.setprofile(before)
    unseen = sorted(name for path, name in ran if not was_seen(Path(path), name, answer))
    assert not unseen, (
        f'price in tariff.py uses {unseen}, and that code stands in none of the .py files of your '
        'answer: the styleguide did not see it'
    )


def was_seen(path: Path, name: str, answer: Path) -> bool:
    """Tell whether code is in a checked file or in Python's library, or was written by a class."""
    written_by_a_class = name.startswith(('__', '<lambda>')) and path.name == '<string>'
    in_the_library = STANDARD in path.parents or path.name.startswith('<frozen')
    known = (Path(__file__), *answer.rglob('*.py'))
    return written_by_a_class or in_the_library or path in known
