"""The proof matrix: every promise that a task can break is found broken."""

import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.tool import spoiling
from tests.unit.tool.driver import SMALL_COURSE, Galka, wait_until

DOUBLE = Path('exercises/first/numbers/double')


def test_a_sound_course_is_proved(galka: Galka) -> None:
    """The promised fields, and no problem."""
    found = galka.json('verify')
    assert found['ok'] is True
    double = found['tasks'][0]
    assert double['id'] == 'first/numbers/double'
    assert (double['solution'], double['stub'], double['hints']) == ('passed', 'failed', 2)
    assert double['wrong'] == {'adds_two': 'failed', 'squares': 'failed'}
    assert len(double['mutants']) == 10
    assert [name for name, verdict in double['mutants'].items() if verdict != 'failed'] == ['adds']
    assert double['survivors'] == {'adds': 'The sum of a number and itself is twice the number.'}
    assert double['problems'] == []


def test_another_course_can_be_proved(galka: Galka, tmp_path: Path) -> None:
    """``--course`` names anybody's course, and ids choose from it."""
    shown = galka('verify', 'greet', '--course', str(SMALL_COURSE)).stdout
    assert '1 task, 4 answers, 0 mutants: 0 with problems, 0 not verified' in shown
    assert 'holds no course' in galka('verify', '--course', str(tmp_path), code=2).stderr


def test_a_missing_tool_is_not_verified(galka: Galka) -> None:
    """Exactly the tasks that need the tool are not verified; the exit code is 3."""
    found = galka.json('verify', code=3, GALKA_HIDE_TOOLS='git')
    assert found['ok'] is True
    verdicts = {task['id']: task['solution'] for task in found['tasks']}
    assert verdicts == {
        'first/numbers/double': 'passed',
        'first/numbers/greet': 'passed',
        'second/real_tools/commit': 'not verified',
    }


@pytest.mark.parametrize(
    ('spoil', 'problem'),
    [
        (spoiling.copy_solution, 'the stub passes'),
        (spoiling.copy_wrong, 'the solution fails: double(3) is 6, but it came out as 9'),
        (spoiling.crash_stub, 'the stub fails by an error in test_a_number_is_doubled[3]'),
        (spoiling.pass_wrong, 'wrong/squares passes'),
        (spoiling.other_message, 'wrong/squares does not fail with its message'),
        (spoiling.one_wrong, 'wrong/ holds fewer than 2 answers'),
        (spoiling.no_hints, 'hints.rst holds fewer than 2 hints'),
        (spoiling.no_readme, 'README.rst is missing'),
        (spoiling.weaken_test, 'mutant keeps_the_sign passes'),
        (spoiling.excuse_a_mutant, 'mutant nothing fails, and is listed as one that survives'),
        (spoiling.survive_more, '2 of 10 mutants survive, more than one in ten'),
        (spoiling.few_mutants, 'mutants.toml holds fewer than 5 mutants'),
        (
            spoiling.outdated_mutant,
            'mutant adds_two: its text stands 0 times in solution/doubling.py',
        ),
        (spoiling.misspelt_mutant, 'mutants.toml: not a mutant, or named twice'),
        (spoiling.torn_mutants, 'mutants.toml can not be read'),
        (spoiling.tear_test, 'the solution fails: test_double.py can not be read'),
        (spoiling.extra_stub, 'stub/ and solution/ do not hold the same files'),
    ],
)
def test_a_broken_promise_is_found(
    own_course: Galka,
    spoil: Callable[[Path], None],
    problem: str,
) -> None:
    """Each promise of a task, broken on purpose, is told in one line."""
    spoil(own_course.course / DOUBLE)
    found = own_course.json('verify', 'double', code=1)
    assert found['ok'] is False
    assert any(problem in told for told in found['tasks'][0]['problems']), found


def test_a_malformed_manifest_is_told(own_course: Galka) -> None:
    """A course that can not be read is named with the cause."""
    manifest = own_course.course / 'lessons/curriculum.toml'
    good = manifest.read_text()
    for bad, told in (
        (good.replace('minutes = 5', 'minuts = 5', 1), 'unknown keys: minuts'),
        (good.replace('title = "Numbers"', ''), "the key 'title' is missing"),
        (good.replace('format = 1', 'format = 7'), 'format 7'),
        ('[[', 'can not be read'),
    ):
        manifest.write_text(bad)
        assert told in own_course('list', code=2).stderr


def test_a_place_that_takes_no_matrix_is_refused_first(galka: Galka) -> None:
    """Where the matrix can not be written nothing is run: the work would be lost."""
    refused = galka('verify', 'double', '--output', '/proc/nope/matrix.json', code=2)
    assert 'can not be written' in refused.stderr
    assert 'double' not in refused.stdout


def test_an_interruption_ends_at_once(own_course: Galka, place_for_marks: Path) -> None:
    """Ctrl-C during a long check ends the tool and the check, with the usual exit code."""
    mark = place_for_marks / 'pid'
    test = own_course.course / DOUBLE / 'test_double.py'
    test.write_text(test.read_text().replace('LIMIT = 5', 'LIMIT = 60'))
    solution = own_course.course / DOUBLE / 'solution/doubling.py'
    solution.write_text(
        f'import os, time\nopen({str(mark)!r}, "w").write(str(os.getpid()))\ntime.sleep(60)\n',
    )
    with subprocess.Popen(
        [*own_course.command, 'verify', 'double', '--output', 'matrix.json'],
        cwd=own_course.here,
        env=dict(own_course.environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as tool:
        wait_until(lambda: mark.exists() and mark.read_text() != '')
        tool.send_signal(signal.SIGINT)
        _, told = tool.communicate(timeout=20)
    assert tool.returncode == 130
    assert 'Interrupted. Nothing was lost.' in told
    assert 'Traceback' not in told
    assert not (own_course.here / 'matrix.json').exists(), 'an empty matrix is none'
    wait_until(lambda: not Path('/proc', mark.read_text()).exists())
    assert not Path('/proc', mark.read_text()).exists()
