"""Killed at any point at which it writes, the tool loses nothing that was there before."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.unit.tool.driver import Galka
from tests.unit.tool.figures import KILLS
from tests.unit.tool.killing import BEFORE, MOMENTS

ROOT = Path(__file__).parents[3]
DOUBLE = 'first/numbers/double'
#: No command writes at more points than this; reaching it means that a kill was never refused.
MOST_POINTS = 200
#: Each command, and how many kills it takes at the least.
COMMANDS = {
    'start': (['start'], 1),
    'start elsewhere': (['start', 'second'], 20),
    'next': (['next'], 15),
    'open': (['open', 'commit'], 15),
    'hint': (['hint'], 4),
    'reveal': (['solution', 'greet', '--reveal'], 4),
    'reset': (['reset', 'double'], 20),
    'undo': (['undo', 'double'], 25),
    'import': (['progress', 'import', 'list.txt'], 4),
    'merge': (['progress', 'merge', 'other.json'], 4),
    'check': (['check', 'double'], 4),
    'check a lesson': (['check', 'numbers'], 4),
}
#: The same after a reset that was killed: what it left is finished or taken back first.
AFTER_A_KILL = ('next', 'open', 'hint', 'reset', 'undo', 'check')
#: Where that reset is killed: among its files, in the middle of a write.
UNFINISHED = 7

#: The names and the contents of some files.
_Files = frozenset[tuple[Path, bytes]]


class Killer:
    """Runs commands in processes that are killed at a point."""

    def __init__(self, galka: Galka) -> None:
        self._galka = galka
        self._server = subprocess.Popen(
            [sys.executable, '-m', 'tests.unit.tool.killing'],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, here: Path, arguments: list[str], point: int, moment: str) -> bool:
        """Run a command; tell whether it was killed before it was done."""
        request = {
            'here': str(here),
            'arguments': arguments,
            'point': point,
            'moment': moment,
            'environment': {'GALKA_COURSE': str(self._galka.course)},
        }
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.write(f'{json.dumps(request)}\n')
        self._server.stdin.flush()
        return bool(json.loads(self._server.stdout.readline()) == 'killed')

    def close(self) -> None:
        """End the server."""
        self._server.communicate()


@pytest.fixture
def killer(galka: Galka) -> Iterator[Killer]:
    """Give a killer of the real command over the small course."""
    killer = Killer(galka)
    yield killer
    killer.close()


@pytest.fixture
def lived_in(started: Galka) -> Path:
    """Give a folder with a workspace in which something of everything has happened."""
    started.solve(DOUBLE)
    started('check')
    started('reset', 'double')
    started.write(DOUBLE, 'doubling.py', 'mine = 1\n')
    started.write(DOUBLE, 'notes.txt', 'think\n')
    started('hint')
    (started.here / 'list.txt').write_text('+ Letters\n')
    exported = started('progress', 'export', '--format', 'json').stdout
    (started.here / 'other.json').write_text(exported.replace('"id": "', '"id": "other'))
    return started.here


@pytest.fixture
def interrupted(lived_in: Path, killer: Killer) -> Path:
    """Give the same folder after a reset that was killed while it replaced files."""
    here = fresh(lived_in, 'interrupted')
    assert killer.run(here, ['reset', 'double'], UNFINISHED, BEFORE)
    assert (here / 'workspace/.galka/unfinished').exists()
    return here


@pytest.mark.parametrize('name', COMMANDS)
def test_no_kill_loses_anything(
    lived_in: Path,
    killer: Killer,
    name: str,
    record_property: Callable[[str, int], None],
) -> None:
    """Before, in the middle of and after each write: old events stay, files are whole."""
    arguments, least = COMMANDS[name]
    kills = kill_everywhere(lived_in, killer, arguments)
    record_property(KILLS, kills)
    assert kills >= least


@pytest.mark.parametrize('name', AFTER_A_KILL)
def test_no_second_kill_loses_anything(
    interrupted: Path,
    killer: Killer,
    name: str,
    record_property: Callable[[str, int], None],
) -> None:
    """What a killed command left is mended by the next one, wherever that is killed itself."""
    arguments, least = COMMANDS[name]
    kills = kill_everywhere(interrupted, killer, arguments)
    record_property(KILLS, kills)
    assert kills >= least


def kill_everywhere(lived_in: Path, killer: Killer, arguments: list[str]) -> int:
    """Kill a command at each of its writes, in three moments of each; return how many kills."""
    whole = fresh(lived_in, 'whole')
    assert not killer.run(whole, arguments, 0, BEFORE)
    kills = 0
    for moment in MOMENTS:
        for point in count(1):
            here = fresh(lived_in, 'killed')
            killed = killer.run(here, arguments, point, moment)
            assert_nothing_lost(lived_in, whole, here, f'killed {moment} point {point}')
            if not killed:
                break
            kills += 1
            assert point < MOST_POINTS
    assert not killer.run(here, ['hint'], 0, BEFORE)
    return kills


def fresh(source: Path, name: str) -> Path:
    """Return a new copy of a folder, beside it."""
    target = source.with_name(f'{source.name}-{name}')
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    for path in source.iterdir():
        (shutil.copytree if path.is_dir() else shutil.copy)(path, target / path.name)
    return target


def assert_nothing_lost(before: Path, after: Path, found: Path, when: str) -> None:
    """Compare a killed command's folder with those before it and after one that was not killed."""
    log = (before / 'workspace/.galka/log.jsonl').read_bytes()
    assert (found / 'workspace/.galka/log.jsonl').read_bytes().startswith(log), when
    allowed = {path: {content} for path, content in learners(before).items()}
    for path, content in learners(after).items():
        allowed.setdefault(path, set()).add(content)
    for path, now in learners(found).items():
        assert now in allowed.get(path, set()), f'{when}: {path}'
    gone = learners(before).keys() - learners(found).keys()
    assert not gone, f'{when}: {gone}'
    assert answers(found) >= answers(before), f'{when}: an answer is nowhere any more'
    torn = snapshots(found) - snapshots(before) - snapshots(after)
    assert not torn, f'{when}: {torn} is no whole snapshot'


def answers(here: Path) -> set[bytes]:
    """Return the contents of the learner's files, those of today and those kept."""
    kept = {text for place, text in everything(here).items() if 'snapshots' in place.parts}
    return kept | set(learners(here).values())


def snapshots(here: Path) -> set[_Files]:
    """Return the snapshots, each as its files."""
    kept = here / 'workspace/.galka/snapshots'
    return {
        frozenset((path.relative_to(one), path.read_bytes()) for path in one.iterdir())
        for one in kept.glob('*/*/*/*')
    }


def learners(here: Path) -> dict[Path, bytes]:
    """Return the learner's own files."""
    return {path: text for path, text in everything(here).items() if '.galka' not in path.parts}


def everything(here: Path) -> dict[Path, bytes]:
    """Return all files of a workspace."""
    root = here / 'workspace'
    return {path.relative_to(root): path.read_bytes() for path in root.rglob('*') if path.is_file()}
