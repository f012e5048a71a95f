"""The folder becomes a wheel, and the wheel a command that works on a machine of somebody else."""

import os
import random
import secrets
import shutil
import subprocess
import sys
import sysconfig
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from types import MappingProxyType
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from galka.checking.answers import answer_of
from galka.fixtures import require

LIMIT = 60
SHOWN = 1500
# The office's new table: no answer knows it by heart. Two harbours have the same times.
HOURS = random.sample(range(10, 24), 8)
TIMES = tuple(f'{hour}:{random.randrange(10, 60)}' for hour in HOURS)
HARBOUR, OTHER = secrets.token_hex(4), secrets.token_hex(4)
ROWS = tuple(f'{name},{time}' for time in TIMES for name in (HARBOUR, OTHER))
TABLE = '\n'.join(('harbour,time', *ROWS, f'{OTHER},23:59', ''))
FAKE_RICH = """
import builtins
def print(*objects, **options):
    builtins.print('rich:', *objects, **options)
"""
# Nothing of this machine's settings reaches a build or the command.
CLEAN = MappingProxyType(
    {name: text for name, text in os.environ.items() if not name.startswith(('PYTHON', 'PIP'))}
)


def run(
    argv: list[str | Path], folder: Path, **variables: str
) -> 'subprocess.CompletedProcess[str]':
    """Run a program in a folder."""
    return subprocess.run(
        argv, cwd=folder, env={**CLEAN, **variables}, check=False, capture_output=True, text=True
    )


def take_step(name: str, *module: str, folder: Path) -> None:
    """Run a module of this interpreter, and fail the test with what it said."""
    ended = run([sys.executable, '-m', *module], folder)
    said = (ended.stdout + ended.stderr)[-SHOWN:]
    assert ended.returncode == 0, f'{name} failed; look in pyproject.toml:\n{said}'


@pytest.fixture(scope='module')
def wheel(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the project once, with the office's new table."""
    require('build')
    require('hatchling')
    answer = answer_of(request.config, request.path.parent)
    project = shutil.copytree(answer, tmp_path_factory.mktemp('project') / 'source')
    (project / 'src/ferry/departures.csv').write_text(TABLE, 'utf-8')
    take_step('the build', 'build', '--no-isolation', '--wheel', folder=project)
    built = next(project.glob('dist/*.whl'))
    named = built.name.startswith('ferry-0.3.0-')
    assert named, (
        f'the wheel should be that of ferry 0.3.0, but it is {built.name}: '
        'what do [build-system] and [project] in pyproject.toml say?'
    )
    with ZipFile(built) as files:
        made = files.read('ferry-0.3.0.dist-info/WHEEL').decode()
    assert 'Generator: hatchling' in made, (
        f'the wheel should be built by Hatchling: what does [build-system] name? It says:\n{made}'
    )
    return built


@pytest.fixture(scope='module')
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel in a fresh environment once, and return its command."""
    home = tmp_path_factory.mktemp('machine')
    fresh = str(home / 'fresh')
    take_step('making an environment', 'venv', '--without-pip', fresh, folder=home)
    words = ['--python', fresh, 'install', '--no-index', '--no-deps', '--no-compile', str(wheel)]
    take_step('pip install', 'pip', '--isolated', *words, folder=home)
    commands = Path(sysconfig.get_path('scripts', 'venv', vars={'base': fresh}))
    found = shutil.which('ferry', path=commands)
    names = sorted(path.name for path in commands.iterdir() if 'python' not in path.name)
    assert found, (
        f'the installed wheel brings no command ferry, and this folder holds {names}. '
        'Which table of pyproject.toml names commands?'
    )
    return Path(found)


def ask(command: Path, *words: str, **variables: str) -> tuple[int, str, str]:
    """Run the installed command where no file of it is; return exit code, output and errors."""
    ended = run([command, *words], command.parent, **variables)
    said = ended.stderr[-SHOWN:]
    assert 'Traceback' not in said, f'the command fails, asked from another folder:\n{said}'
    return ended.returncode, ended.stdout, ended.stderr


def later(time: str) -> str:
    """Return what the command should print for a time."""
    return ''.join(f'{each}\n' for each in sorted(TIMES) if each > time)


def test_it_prints_what_leaves_later(command: Path) -> None:
    """From any folder, at any time, the later departures of one harbour come in order."""
    # Each of the last three is the minute of a departure.
    for time in ('00:00', *sorted(TIMES)[:3]):
        code, output, _ = ask(command, HARBOUR, time)
        wanted = later(time)
        assert output == wanted, (
            f'after {time} the command should print\n{wanted}but it printed\n{output}'
            'Does it read the departures.csv that was beside timetable.py when it was built?'
        )
        assert code == 0, f'ferries leave after {time}, but the exit code was {code} and not 0'


def test_nothing_left_is_told_by_the_exit_code(command: Path) -> None:
    """Where no ferry leaves any more nothing is printed, and the exit code is 1."""
    came = ask(command, HARBOUR, max(TIMES))
    assert came == (1, '', ''), f'no ferry is left: expected exit code 1 and no text, came {came}'


@pytest.mark.parametrize('words', [(), (HARBOUR,), (HARBOUR, '09:00', 'now')])
def test_a_wrong_use_is_explained(command: Path, words: tuple[str, ...]) -> None:
    """The explanation goes to the error output, and the exit code is 2."""
    came = ask(command, *words)
    assert came == (2, '', 'usage: ferry HARBOUR HH:MM\n'), (
        f'ferry with {len(words)} words should end with 2 and explain itself on stderr: {came}'
    )


def test_with_rich_it_prints_through_rich(command: Path, tmp_path: Path) -> None:
    """Where rich can be imported, each departure goes through its print."""
    (tmp_path / 'rich.py').write_text(FAKE_RICH, 'utf-8')
    first = min(TIMES)
    _, output, _ = ask(command, HARBOUR, first, PYTHONPATH=str(tmp_path))
    plain = later(first).splitlines()
    assert output.splitlines() == [f'rich: {time}' for time in plain], (
        f'rich is installed, but not all of this went through rich.print; see cli.py:\n{output}'
    )


@pytest.fixture
def metadata(wheel: Path) -> Message:
    """Return what the wheel says of itself."""
    with ZipFile(wheel) as files:
        name = next(name for name in files.namelist() if name.endswith('.dist-info/METADATA'))
        return message_from_bytes(files.read(name))


def test_it_asks_for_a_python_that_it_runs_on(metadata: Message) -> None:
    """Pip refuses the wheel for Python 3.10, and takes it for 3.11 and newer."""
    said = metadata['Requires-Python']
    wanted = SpecifierSet(said or '')
    answers = [wanted.contains(version) for version in ('3.10.13', '3.11.0', '3.14.2')]
    assert answers == [False, True, True], (
        f'ferry is for Python 3.11 and newer, but its Requires-Python is {said}; see pyproject.toml'
    )


def test_rich_comes_with_the_extra_alone(metadata: Message) -> None:
    """An install without extras brings nothing, and one with colour brings rich."""
    needed = [Requirement(text) for text in metadata.get_all('Requires-Dist', [])]
    brought = {
        extra: [
            each.name
            for each in needed
            if each.marker is None or each.marker.evaluate({'extra': extra})
        ]
        for extra in ('', 'colour')
    }
    assert brought == {'': [], 'colour': ['rich']}, (
        'rich must come with the extra colour alone, but by pyproject.toml pip brings this '
        f'for each extra: {brought}'
    )
