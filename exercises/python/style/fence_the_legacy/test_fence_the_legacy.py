"""flake8 is quiet about what the old files do now, and about nothing else."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from configparser import ConfigParser, Error as ConfigError
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

import pytest

from galka.fixtures import require

GIVEN = Path(__file__).parent / 'stub'
OLD = ('ledger.py', 'tests/test_ledger.py')
MESSAGE = re.compile(r'^(?:\./)?(\S+?):\d+:\d+: (\w+) ', re.MULTILINE)
CODE = re.compile(r'\b[A-Z]+\d*\b')
WORD = 'noqa'
PATIENCE = 20
# A function of nested conditions, with one point more than the styleguide allows.
THIRTEEN = """
def thirteen(one: int, other: int) -> None:
    if one:
        if one > 1:
            if one > 2:
                if one > 3:
                    other.real()
    if one > 4 and other:
        other.imag()
    if other:
        one.real()
"""
# A mistake of each kind, as far as no old file has it, by the code of its rule.
MISTAKES = MappingProxyType(
    {
        'WPS110': 'result = OLD',
        'WPS111': 'q = OLD',
        'WPS211': 'def pay(one: int, two: int, three: int, four: int, five: int, six: int): ...',
        'WPS336': "mark = OLD + '!'",
        'WPS435': 'row = [OLD] * 3',
        'WPS504': "side = 'left' if not OLD else 'right'",
        'WPS602': 'class Till:\n    @staticmethod\n    def ring(): ...',
    },
)
NUMBER, PRINT, TANGLE = 'WPS432', 'WPS421', 'WPS231'
EXCUSED = frozenset((NUMBER, PRINT, TANGLE))
LOOSENING = (
    'allowed-',
    'exclude',
    'exps-',
    'extend-default-ignore',
    'extend-exclude',
    'extend-ignore',
    'filename',
    'ignore',
    'known-enum-bases',
    'max-',
    'min-',
    'nested-classes-whitelist',
)
PLANTED = MappingProxyType({**MISTAKES, PRINT: 'print(OLD)'})

#: Codes by the file that flake8 found them in.
Found: TypeAlias = dict[str, set[str]]


@pytest.fixture
def project(answer: Path, tmp_path: Path) -> Path:
    """Return the project as it was given, with the learner's configuration."""
    return with_configuration(answer, tmp_path / 'project')


@pytest.fixture
def found(answer: Path, tmp_path_factory: pytest.TempPathFactory) -> Found:
    """Return what flake8 finds after mistakes were planted; it is run once."""
    require('wemake')
    return found_in(answer, tmp_path_factory.mktemp)


def with_configuration(answer: Path, folder: Path) -> Path:
    """Make the project as it was given, with the learner's configuration, in a folder."""
    shutil.copytree(answer, folder, ignore=shutil.ignore_patterns('__pycache__'))
    shutil.copytree(GIVEN, folder, ignore=shutil.ignore_patterns('setup.cfg'), dirs_exist_ok=True)
    return folder


def flake8(project: Path) -> str:
    """Run flake8 as a developer of the shop does, and return what it says."""
    # Named files are checked as well as found ones: a hook names them.
    ended = subprocess.run(
        [sys.executable, '-I', '-m', 'flake8', '--jobs=1', '.', *OLD],
        cwd=project,
        capture_output=True,
        check=False,
        text=True,
        timeout=PATIENCE,
    )
    said = ended.stdout + ended.stderr
    assert ended.returncode in {0, 1}, f'flake8 can not work with your setup.cfg:\n{said}'
    return said


@cache
def found_in(answer: Path, make_folder: Callable[[str], Path]) -> Found:
    """Plant mistakes in a copy of the project, and return what flake8 finds."""
    project = with_configuration(answer, make_folder('planted') / 'project')
    mistakes = '\n\n\n'.join(MISTAKES.values())
    for name in OLD:
        with Path(project, name).open('a', encoding='utf-8') as old:
            old.write(f'\n\nOLD = str()\n{mistakes}\n')
    Path(project, 'shop').mkdir()
    shutil.copy(GIVEN / 'ledger.py', project / 'shop')
    shutil.copy(GIVEN / OLD[1], project)
    everything = '\n\n\n'.join(['OLD = str()', *PLANTED.values(), 'bill(OLD, 4711)', THIRTEEN])
    for new in ('report.py', 'tests/test_report.py', 'shop/report.py'):
        Path(project, new).write_text(everything, encoding='utf-8')
    quiet = f'bill(4711)  # {WORD}\nbill(4712)  # {WORD}: {NUMBER}\n'
    Path(project, 'quiet.py').write_text(quiet, encoding='utf-8')
    files: Found = {}
    for name, code in MESSAGE.findall(flake8(project)):
        files.setdefault(name, set()).add(code)
    return files


def check(found: Found, name: str, wanted: set[str], why: str) -> None:
    """Assert that each of these rules has found its mistake in a file."""
    missed = sorted(wanted - found.get(name, set()))
    listed = ', '.join(f'{code} in {name}' for code in missed)
    assert not missed, f'flake8 did not report {listed}: {why}. What in setup.cfg hides it?'


@pytest.mark.parametrize('name', OLD)
def test_old_files_stay_as_they_are(answer: Path, name: str) -> None:
    """The old files are what they were: only the configuration changes."""
    kept = Path(answer, name)
    assert kept.is_file(), f'{name} is gone: only setup.cfg is to be changed'
    before, now = (folder.read_text(encoding='utf-8') for folder in (GIVEN / name, kept))
    assert now == before, f'{name} was changed: only setup.cfg is to be changed'


def test_the_project_is_quiet(project: Path) -> None:
    """As it is now the project has no message, whether files are found or named."""
    require('wemake')
    said = flake8(project).strip()
    assert not said, f'the project as it was given must be quiet, but flake8 says:\n{said}'


@pytest.mark.parametrize('name', OLD)
def test_new_mistakes_in_old_files_are_reported(found: Found, name: str) -> None:
    """An old file is excused from what it does now, and from nothing of another kind."""
    check(found, name, set(MISTAKES), 'old files are excused from their old mistakes only')


@pytest.mark.parametrize('name', ['report.py', 'shop/report.py'])
def test_new_files_are_checked_by_all_rules(found: Found, name: str) -> None:
    """A new file is excused from nothing, and the limits are the styleguide's own."""
    check(found, name, {*PLANTED, NUMBER, TANGLE}, 'in a new file everything is reported')


def test_another_ledger_is_a_new_file(found: Found) -> None:
    """A file that only has the name of an old one is new."""
    check(found, 'shop/ledger.py', {NUMBER, PRINT, TANGLE}, 'it only has the name of the old one')
    check(found, 'test_ledger.py', {NUMBER, PRINT}, 'it is not the one in tests/')


def test_tests_may_hold_numbers(found: Found) -> None:
    """A new test may hold magic numbers, and is checked by all other rules."""
    name = 'tests/test_report.py'
    check(found, name, {*PLANTED, TANGLE}, 'tests are excused from magic numbers only')
    assert NUMBER not in found[name], (
        f'flake8 reports {NUMBER} in {name}, and tests may hold numbers: see setup.cfg'
    )


def test_comments_silence_nothing(found: Found) -> None:
    """A comment hides no message in this project."""
    check(found, 'quiet.py', {NUMBER}, 'a mistake behind a comment is still a mistake')


def test_nothing_else_is_loosened(answer: Path) -> None:
    """All rules are selected, no limit is moved, and the rows name three codes in all."""
    options = options_in(answer / 'setup.cfg')
    loose = sorted(name for name in options if name.startswith(LOOSENING))
    assert not loose, f'setup.cfg has {loose}: new files are checked by all rules, at their limits'
    selected = CODE.findall(options.get('select', 'WPS'))
    assert 'WPS' in selected, f'setup.cfg selects {selected}: the whole styleguide is WPS'
    rows = options.get('per-file-ignores', '')
    more = sorted({code for row in rows.splitlines() for code in codes_of(row)} - EXCUSED)
    assert not more, f'setup.cfg excuses a file from {more}, and no old file breaks that rule today'


def options_in(path: Path) -> dict[str, str]:
    """Return the options for flake8 in a file."""
    parser = ConfigParser(interpolation=None)
    try:
        parser.read(path, encoding='utf-8')
    except ConfigError as error:
        pytest.fail(f'setup.cfg can not be read: {error}')
    section = parser.items('flake8') if parser.has_section('flake8') else []
    return {name.replace('_', '-'): text for name, text in section}


def codes_of(row: str) -> list[str]:
    """Return the codes of a row, which stand behind the pattern and a colon."""
    return CODE.findall(row.rpartition(':')[2])
