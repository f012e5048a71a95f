"""One verdict over each answer."""

import sys
from pathlib import Path

import pytest

from tests.unit.tool.driver import Galka

DOUBLE = 'first/numbers/double'


def test_a_stub_fails_and_its_message_is_shown(started: Galka) -> None:
    """The first failing test and its message come first; the exit code is 1."""
    shown = started('check', code=1).stdout
    assert f'✗ {DOUBLE}: failed' in shown
    assert 'double(3) is 6, but it came out as 3: look at doubling.py' in shown
    assert 'assert 3 == 6' not in shown


def test_a_solution_passes_and_the_lesson_fills(started: Galka) -> None:
    """All tasks of a lesson solved earn its tick, in the learner's words."""
    for task in (DOUBLE, 'first/numbers/greet'):
        started('open', task)
        started.solve(task)
        shown = started('check', task).stdout
    assert '✓ A tick earned: Numbers.' in shown
    assert '✓ Numbers  2/2' in started().stdout


def test_json_has_the_promised_fields(started: Galka) -> None:
    """A program finds the verdict, the reason, and each test with its message."""
    found = started.json('check', 'double', code=1)
    assert found.keys() == {'id', 'verdict', 'reason', 'tests', 'seconds'}
    assert (found['id'], found['verdict']) == (DOUBLE, 'failed')
    assert found['reason'] == found['tests'][0]['message']
    assert [test['outcome'] for test in found['tests']] == ['failed', 'passed', 'failed', 'passed']


def test_a_lesson_is_checked_task_by_task(started: Galka) -> None:
    """An id may name a lesson; a task that was not handed out is no pass."""
    started.solve(DOUBLE)
    found = started.json('check', 'numbers', code=1)
    assert [check['verdict'] for check in found] == ['passed', 'failed']
    assert 'galka open first/numbers/greet' in found[1]['reason']


def test_a_missing_tool_is_not_verified(started: Galka) -> None:
    """Without its tool a task neither passes nor fails; the exit code is 3."""
    started('open', 'commit')
    started.solve('second/real_tools/commit')
    found = started.json('check', 'commit', code=3, GALKA_HIDE_TOOLS='git')
    assert found['verdict'] == 'not verified'
    assert 'install: ' in found['reason']
    assert started.json('check', 'commit')['verdict'] == 'passed'


def test_the_switch_makes_a_missing_tool_a_failure(started: Galka) -> None:
    """Where every tool must be here, a missing one fails."""
    started('open', 'commit')
    started.json('check', 'commit', code=1, GALKA_HIDE_TOOLS='git', GALKA_REQUIRE_TOOLS='1')


@pytest.mark.parametrize(
    ('content', 'reason'),
    [
        ('def double(number:\n', 'SyntaxError'),
        ('raise RuntimeError("no")\n', 'RuntimeError: no'),
        ('import sys\nsys.exit(3)\n', 'SystemExit: 3\n    doubling.py, line 2'),
        ('import nothing_there\n', "ModuleNotFoundError: No module named 'nothing_there'"),
        ('', "module 'doubling' has no attribute 'double'"),
        ('\0', 'null bytes\n    doubling.py is no text'),
        # Of the thousand calls of one line only the first and the last are told.
        ('def double(number):\n    return double(number)\n', '(number)\n    …\n    doubling.py'),
    ],
)
def test_a_broken_file_fails_with_its_error(started: Galka, content: str, reason: str) -> None:
    """What Python says about the learner's file is what the learner reads."""
    started.write(DOUBLE, 'doubling.py', content)
    shown = started('check', code=1).stdout
    assert reason in shown
    assert 'pytest' not in shown


@pytest.mark.parametrize('content', ['def test_double(:\n', '\0', None])
def test_a_test_that_can_not_be_read_passes_nobody(own_course: Galka, content: str | None) -> None:
    """A course that is broken or half there is told as such, and the check goes on."""
    own_course('start')
    own_course.solve(DOUBLE)
    test = own_course.course / 'exercises' / DOUBLE / 'test_double.py'
    test.unlink()
    if content:
        test.write_text(content)
    found = own_course.json('check', 'numbers', code=1)
    assert 'test_double.py can not be read' in found[0]['reason']
    assert len(found) == 2


def test_a_binary_file_fails(started: Galka) -> None:
    """A file that is no text is a failure, not a crash."""
    (started.workspace / DOUBLE / 'doubling.py').write_bytes(bytes(range(256)))
    assert started.json('check', code=1)['verdict'] == 'failed'


def test_a_deleted_file_is_named(started: Galka) -> None:
    """A missing file is told by name, with the way back."""
    (started.workspace / DOUBLE / 'doubling.py').unlink()
    assert 'doubling.py is missing; galka reset double' in started('check', code=1).stdout


def test_files_of_the_learner_do_not_replace_pytest(started: Galka) -> None:
    """A pytest.py or conftest.py beside the answer changes nothing."""
    started.write(DOUBLE, 'pytest.py', 'raise SystemExit(0)\n')
    started.write(DOUBLE, 'conftest.py', 'raise SystemExit(0)\n')
    assert started.json('check', code=1)['verdict'] == 'failed'
    started.solve(DOUBLE)
    assert started.json('check')['verdict'] == 'passed'


def test_files_where_the_command_is_typed_replace_nothing(started: Galka) -> None:
    """A pytest.py in the folder around is not imported for pytest, however galka is called."""
    (started.here / 'pytest.py').write_text('raise SystemExit(0)\n')
    started.solve(DOUBLE)
    started.command = (sys.executable, '-m', 'galka')
    assert started.json('check')['verdict'] == 'passed'
    assert started.json('verify', 'double')['ok']


def test_options_of_the_environment_change_nothing(started: Galka) -> None:
    """PYTEST_ADDOPTS of another project does not reach a check."""
    started.solve(DOUBLE)
    for name, foreign in (
        ('PYTEST_ADDOPTS', '--collect-only'),
        ('PYTEST_PLUGINS', 'nothing'),
        ('PYTHONWARNINGS', 'error'),
    ):
        assert started.json('check', code=0, **{name: foreign})['verdict'] == 'passed'


def test_a_check_writes_nothing_into_the_folders(own_course: Galka) -> None:
    """Neither the course nor the answer gets a file by being checked."""
    own_course('start')
    before = sorted(own_course.here.rglob('*'))
    own_course('check', code=1)
    assert sorted(own_course.here.rglob('*')) == before


def test_what_an_answer_leaves_is_gone(started: Galka, place_for_marks: Path) -> None:
    """A file that an answer writes where it is lies in a folder that goes with the check."""
    started.write(
        DOUBLE,
        'doubling.py',
        'open("left.txt", "w").close()\ndef double(number):\n    return number * 2\n',
    )
    assert started.json('check', TMPDIR=str(place_for_marks))['verdict'] == 'passed'
    assert not list(place_for_marks.iterdir())
    assert not list(started.here.rglob('left.txt'))


def test_verbose_shows_every_test(started: Galka) -> None:
    """With -v each test has its line."""
    shown = started('check', '-v', code=1).stdout
    assert '✓ test_a_number_is_doubled[0]' in shown


def test_plain_pytest_gives_the_same_verdicts(started: Galka) -> None:
    """``pytest exercises/…`` judges the same answers: the learner's, else the stub's."""
    started.solve(DOUBLE)
    started.command = (str(Path(started.command[0]).with_name('pytest')),)
    shown = started(
        str(started.course / 'exercises/first'),
        '-p', 'galka.checking.answers', '-p', 'galka.fixtures', '-p', 'no:randomly',
        '-p', 'no:cacheprovider', '--import-mode=importlib', '-rA',
        code=1,
        GALKA_WORKSPACE=str(started.workspace),
    ).stdout  # fmt: skip
    assert 'PASSED ' in shown
    assert '1 failed, 4 passed' in shown
    assert "expected 'hello, ada', got 'hello'" in shown


def test_one_message_is_shown_once(started: Galka) -> None:
    """Tests that fail in the same words are counted; each other message is shown."""
    started.write('first/numbers/double', 'doubling.py', 'def double(number):\n    return none\n')
    shown = started('check', code=1).stdout
    assert shown.count("name 'none' is not defined") == 1
    assert '2 more tests fail with a message that is shown' in shown
