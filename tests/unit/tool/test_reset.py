"""Back to the stub, and back again."""

import stat
from pathlib import Path

import pytest

from galka.course import manifest
from galka.workspace import answers
from galka.workspace.folder import Workspace
from tests.unit.tool.driver import SMALL_COURSE, Galka

DOUBLE = 'first/numbers/double'


def test_reset_and_undo_swap_stub_and_answer(started: Galka) -> None:
    """Reset brings the stub, undo the answer, undo again the stub."""
    path = started.workspace / DOUBLE / 'doubling.py'
    stub = path.read_bytes()
    path.write_text('mine = 1\n')
    started('reset', 'double')
    assert path.read_bytes() == stub
    started('undo', 'double')
    assert path.read_text() == 'mine = 1\n'
    started('undo', 'double')
    assert path.read_bytes() == stub


def test_files_beside_the_stub_survive_a_reset(started: Galka) -> None:
    """A file that the learner added is not the stub's business."""
    notes = started.write(DOUBLE, 'notes.txt', 'think\n')
    started('reset', 'double')
    assert notes.read_text() == 'think\n'


def test_a_link_is_kept_as_a_link(started: Galka) -> None:
    """A link of the learner's may lead nowhere, or to a whole disk: it is not followed."""
    (started.workspace / DOUBLE / 'away').symlink_to('/nowhere')
    started('reset', 'double')
    assert (started.workspace / '.galka/snapshots' / DOUBLE / '1/away').is_symlink()


def test_nothing_to_undo_is_said(started: Galka) -> None:
    """An undo without a reset changes nothing and says so."""
    assert 'nothing to undo' in started('undo', code=2).stderr


@pytest.mark.parametrize('solved', [False, True])
def test_reset_and_undo_of_a_lesson_mean_one_task(started: Galka, solved: bool) -> None:
    """Of a lesson both take its first open task, so that an undo takes the reset back."""
    started('open', 'greet')
    if solved:
        started.solve(DOUBLE)
        started('check', DOUBLE)
    started('reset', DOUBLE)
    before = started.write('first/numbers/greet', 'greeting.py', 'mine = 1\n')
    started.write(DOUBLE, 'doubling.py', 'mine = 2\n')
    reset = started('reset', 'numbers').stdout.split()[0]
    assert started('undo', 'numbers').stdout.split()[0] == reset
    assert before.read_text() == 'mine = 1\n'
    assert (started.workspace / DOUBLE / 'doubling.py').read_text() == 'mine = 2\n'


def test_a_reset_that_stops_halfway_names_what_is_kept(own_course: Galka) -> None:
    """Where not every file can be replaced the learner reads how all of them come back."""
    stub = Path(own_course.course, 'exercises', DOUBLE, 'stub')
    (stub / 'more.py').write_text('more = 1\n')
    own_course('start')
    mine = own_course.write(DOUBLE, 'doubling.py', 'mine = 1\n')
    other = own_course.workspace / DOUBLE / 'more.py'
    other.unlink()
    other.mkdir()
    told = own_course('reset', 'double', code=2).stderr
    assert 'Nothing of yours was changed' not in told
    assert 'galka undo double' in told
    own_course('undo', 'double')
    assert mine.read_text() == 'mine = 1\n'


def test_two_resets_keep_both_answers(started: Galka) -> None:
    """Each reset keeps what it replaced."""
    for mine in ('first = 1\n', 'second = 2\n'):
        started.write(DOUBLE, 'doubling.py', mine)
        started('reset', 'double')
    kept = sorted((started.workspace / '.galka/snapshots' / DOUBLE).glob('*/doubling.py'))
    assert [path.read_text() for path in kept] == ['first = 1\n', 'second = 2\n']


def test_a_number_that_is_taken_stays_with_its_snapshot(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Another process may take a number between the look at them and the rename: both are kept."""
    workspace = Workspace(tmp_path)
    workspace.make()
    task = next(manifest.load(SMALL_COURSE).tasks)
    answers.hand_out(workspace, task)
    monkeypatch.setattr(answers, '_numbers', lambda kept: ())
    kept = [answers.reset(workspace, task) for _ in range(2)]
    assert [path and (path.name, (path / 'doubling.py').is_file()) for path in kept] == [
        ('1', True), ('2', True),
    ]  # fmt: skip


def test_an_executable_stub_stays_executable(own_course: Galka) -> None:
    """The learner gets a script as a script."""
    script = Path(own_course.course, 'exercises', DOUBLE, 'stub', 'run.sh')
    script.write_text('#!/bin/sh\n')
    script.chmod(0o755)
    own_course('start')
    assert (own_course.workspace / DOUBLE / 'run.sh').stat().st_mode & stat.S_IXUSR
