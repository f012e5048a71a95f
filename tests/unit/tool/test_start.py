"""From nothing to the first task."""

import os
from pathlib import Path

import pytest

from galka.course import manifest
from galka.workspace import answers
from galka.workspace.folder import Workspace
from tests.unit.tool.driver import SMALL_COURSE, Galka, noted


def test_start_hands_out_the_first_task(galka: Galka) -> None:
    """The first start makes the workspace, hands out a task and says what to type."""
    shown = galka('start').stdout
    files = {path.name for path in (galka.workspace / 'first/numbers/double').iterdir()}
    assert files == {'README.rst', 'doubling.py'}
    assert 'Make ``double`` return twice its argument.' in shown
    assert 'galka check double' in shown


def test_start_again_changes_nothing(started: Galka) -> None:
    """A second start touches neither the learner's files nor the log."""
    started.write('first/numbers/double', 'doubling.py', 'my = 1\n')
    before = bytes_below(started.workspace)
    shown = started('start').stdout
    assert bytes_below(started.workspace) == before
    assert 'is there already' in shown
    assert 'Next: first/numbers/double' in shown


def test_start_takes_a_folder(galka: Galka, tmp_path: Path) -> None:
    """The workspace may lie anywhere, and is found from inside."""
    galka('start', 'elsewhere')
    galka.here = tmp_path / 'elsewhere' / 'first'
    assert 'Next: first/numbers/double' in galka().stdout


def test_start_makes_a_workspace_where_the_learner_stands(own_course: Galka) -> None:
    """A workspace beside the course is used from anywhere, but a new start stays here."""
    course = own_course.course
    own_course('--workspace', str(course / 'workspace'), 'start')
    assert 'Your files: course/workspace' in own_course().stdout
    assert 'Your folder: workspace' in own_course('start').stdout
    assert own_course.workspace.is_dir()


def test_start_refuses_a_file(galka: Galka, tmp_path: Path) -> None:
    """A place that is taken by a file is refused, and the file stays."""
    taken = tmp_path / 'taken'
    taken.write_text('mine')
    assert 'is not a folder' in galka('start', 'taken', code=2).stderr
    assert taken.read_text() == 'mine'


def test_without_a_workspace_the_way_is_shown(galka: Galka) -> None:
    """A command that needs a workspace says how to make one."""
    assert 'galka start' in galka('check', code=2).stderr
    assert 'galka start' in galka().stdout


def test_next_goes_on_after_a_solved_task(started: Galka) -> None:
    """The next task is the first that is not solved."""
    assert 'first/numbers/double' in started('next').stdout
    started.solve('first/numbers/double')
    started('check')
    assert 'first/numbers/greet' in started('next').stdout


def test_an_update_of_the_course_leaves_the_answer_alone(own_course: Galka) -> None:
    """A changed task is announced; the learner's file is as it was."""
    own_course('start')
    mine = own_course.write('first/numbers/double', 'doubling.py', 'my = 1\n')
    stub = own_course.course / 'exercises/first/numbers/double/stub/doubling.py'
    stub.write_text('"""Another beginning."""\n')
    shown = own_course('open', 'double').stdout
    assert 'has changed in the course' in shown
    assert mine.read_text() == 'my = 1\n'


def test_a_file_is_synced_before_it_gets_its_name(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """After a loss of power a file that has its name has its content."""
    calls: list[str] = []
    for name in ('fsync', 'replace'):
        monkeypatch.setattr(os, name, noted(calls, name))
    workspace = Workspace(tmp_path)
    workspace.make()
    answers.hand_out(workspace, next(manifest.load(SMALL_COURSE).tasks))
    assert calls == ['fsync', 'replace', 'fsync', 'replace']


def bytes_below(folder: Path) -> dict[Path, bytes]:
    """Return the bytes of all files below a folder."""
    return {path: path.read_bytes() for path in folder.rglob('*') if path.is_file()}
