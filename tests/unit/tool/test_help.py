"""Hints, solutions, and help on the command line."""

import pytest

from galka.cli import COMMANDS
from tests.unit.tool.driver import Galka


def test_each_hint_says_a_little_more(started: Galka) -> None:
    """The first call shows one hint, the next two, and after the last the way to the solution."""
    assert 'Multiply' not in started('hint').stdout
    assert 'Multiply' in started('hint').stdout
    assert '--reveal' in started('hint').stdout


def test_a_solution_is_shown_once_solved(started: Galka) -> None:
    """Before that the learner is told about hints, and nothing is shown."""
    refused = started('solution', code=1)
    assert 'number * 2' not in refused.stdout + refused.stderr
    started.solve('first/numbers/double')
    started('check')
    assert 'number * 2' in started('solution').stdout


def test_a_lesson_means_its_first_open_task(started: Galka) -> None:
    """Of a lesson the solution of the task is offered that is still to be solved."""
    started.solve('first/numbers/double')
    started('check')
    assert 'first/numbers/greet is not solved' in started('solution', 'numbers', code=1).stderr


def test_a_revealed_solution_is_recorded(started: Galka) -> None:
    """A task whose solution was revealed stays revealed, even when its check passes later."""
    assert 'number * 2' in started('solution', '--reveal').stdout
    started.solve('first/numbers/double')
    started('check', 'double')
    found = started.json('list', 'numbers')
    assert found[0]['tasks'][0]['state'] == 'revealed'


@pytest.mark.parametrize('command', COMMANDS)
def test_help_has_examples(galka: Galka, command: str) -> None:
    """Each command says what it does and shows a call."""
    shown = galka(command, '--help').stdout
    assert 'Usage: galka' in shown
    assert 'galka ' in shown.partition('Options:')[2]


def test_a_lesson_runs_its_example(galka: Galka) -> None:
    """``galka run`` runs the example with its arguments, wherever the learner stands."""
    assert galka('run', 'numbers', 'and', '--more').stdout == 'Numbers, shown. and --more\n'


def test_an_example_is_the_lessons_own(galka: Galka) -> None:
    """Files where the learner stands, of the same names as modules, are not taken for those."""
    (galka.here / 'examples').mkdir()
    (galka.here / 'examples/__init__.py').touch()
    (galka.here / 'random.py').write_text('raise SystemExit(9)\n')
    assert galka('run', 'numbers').stdout == 'Numbers, shown.\n'


def test_a_lesson_without_an_example_says_so(galka: Galka) -> None:
    """A lesson that has nothing to run is no crash."""
    assert 'has no example' in galka('run', 'letters', code=2).stderr


def test_open_without_an_editor_shows_the_task(started: Galka) -> None:
    """Without EDITOR the README and the files are shown, and how to set one."""
    shown = started('open', 'greet').stdout
    assert 'Make ``greet`` greet by name.' in shown
    assert 'Set EDITOR' in shown
