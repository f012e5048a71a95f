"""How two places are compared, and how the thing that one of them lacks is found."""

import pytest

from docs.proving.seen import Seen, by_test, difference, not_verified


def seen(verdict: str, *tests: tuple[str, str, str], reason: str = '') -> Seen:
    """Return what came of tests: their names, outcomes and messages."""
    return Seen(verdict, reason, *by_test(tests))


PASSED = seen('passed', ('test_a', 'passed', ''))


def test_equal_outcomes_agree() -> None:
    """What the messages say may differ."""
    first = seen('failed', ('test_a', 'failed', '3 is not 4'))
    second = seen('failed', ('test_a', 'failed', '5 is not 6'))
    assert difference(first, second) == ''


def test_cases_with_new_names_are_counted() -> None:
    """The values in their names may be new in each run."""
    first = seen('failed', ('test_a[17]', 'passed', ''), ('test_a[x]', 'failed', ''))
    second = seen('failed', ('test_a[y]', 'failed', ''), ('test_a[23]', 'passed', ''))
    assert difference(first, second) == ''


def test_cases_with_the_same_names_are_compared_one_by_one() -> None:
    """In whatever order they ran."""
    first = seen('failed', ('test_a[0]', 'passed', ''), ('test_a[1]', 'failed', ''))
    same = seen('failed', ('test_a[1]', 'failed', ''), ('test_a[0]', 'passed', ''))
    other = seen('failed', ('test_a[0]', 'failed', ''), ('test_a[1]', 'passed', ''))
    assert difference(first, same) == ''
    assert difference(first, other).startswith('agreement in test_a[0]')


@pytest.mark.parametrize(
    'other',
    [
        seen('failed', ('test_a', 'failed', 'so it is')),
        seen('passed', ('test_a', 'passed', ''), ('test_b', 'passed', '')),
        seen('failed', ('test_a', 'passed', '')),
        seen('failed'),
    ],
)
def test_every_difference_counts(other: Seen) -> None:
    """One more test, one fewer, another outcome, another verdict."""
    assert difference(PASSED, other).startswith('agreement')
    assert difference(other, PASSED).startswith('agreement')


def test_a_missing_package_is_named() -> None:
    """However many tests failed for it."""
    message = "ModuleNotFoundError: No module named 'hypothesis'"
    assert difference(seen('failed', ('import', 'failed', message)), PASSED) == (
        'the package hypothesis'
    )


@pytest.mark.parametrize(
    ('message', 'lacks'),
    [
        ('not verified: a page has no threads', 'threads'),
        ('not verified: Docker is not installed (install: apt install docker)', 'Docker'),
        ('only on Tuesdays', 'only on Tuesdays'),
    ],
)
def test_what_is_not_verified_names_the_thing(message: str, lacks: str) -> None:
    """The reason of the first test that was skipped."""
    assert not_verified(seen('not verified', ('test_a', 'skipped', message))) == lacks
