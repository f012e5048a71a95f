"""What there is, and how far the learner is."""

import pytest

from tests.unit.tool.driver import Galka

FIELDS = {
    'id', 'track', 'title', 'checklist', 'status', 'state', 'minutes', 'tools', 'tasks',
}  # fmt: skip


def test_json_has_the_promised_fields(started: Galka) -> None:
    """One object a lesson, in order, with the states of its tasks."""
    started.solve('first/numbers/double')
    started('check')
    found = started.json('list')
    assert [lesson['id'] for lesson in found] == [
        'first/numbers', 'first/letters', 'second/real_tools',
    ]  # fmt: skip
    numbers, letters, _ = found
    assert numbers.keys() == FIELDS
    assert (numbers['status'], numbers['state']) == ('ready', 'started')
    assert numbers['checklist'] == ['Numbers.', 'even large ones']
    assert numbers['tasks'] == [
        {'id': 'first/numbers/double', 'state': 'solved'},
        {'id': 'first/numbers/greet', 'state': 'open'},
    ]
    assert (letters['status'], letters['state'], letters['tasks']) == ('planned', 'open', [])


def test_planned_lessons_show_as_planned(galka: Galka) -> None:
    """A lesson that is not written yet says so, in the list and on the first screen."""
    assert 'Letters (planned)' in galka('list').stdout
    assert '1 lesson is planned' in galka().stdout


@pytest.mark.parametrize(
    ('typed', 'lessons'),
    [
        ('second', ['second/real_tools']),
        ('numbers', ['first/numbers']),
        ('num', ['first/numbers']),
        ('first/digits', ['first/numbers']),
        ('f/n', ['first/numbers']),
        ('greet', ['first/numbers']),
        ('first/numbers/gr', ['first/numbers']),
        ('/first/letters/', ['first/letters']),
    ],
)
def test_an_id_may_be_shortened(galka: Galka, typed: str, lessons: list[str]) -> None:
    """A track, a lesson or a task is found by as much of its id as names one thing only."""
    assert [lesson['id'] for lesson in galka.json('list', typed)] == lessons


@pytest.mark.parametrize(
    ('typed', 'answer'),
    [
        ('numbres', 'Did you mean first/numbers?'),
        ('first/numbers/duoble', 'Did you mean first/numbers/double or'),
        ('xyzzy', 'galka list'),
        ('', 'may be any of'),
    ],
)
def test_a_wrong_id_suggests_the_nearest(galka: Galka, typed: str, answer: str) -> None:
    """A typing error is answered with what may be meant, and the exit code is 2."""
    assert answer in galka('list', typed, code=2).stderr


def test_a_wrong_command_suggests_the_nearest(galka: Galka) -> None:
    """A mistyped command is answered with the nearest one."""
    assert 'Did you mean check?' in galka('chekc', code=2).stderr
