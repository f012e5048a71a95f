"""The learner's doctests pass for what is right, and fail for each planted bug."""

import random
import re
import sys
from collections.abc import Mapping
from doctest import DocTest, DocTestFinder, DocTestRunner
from types import MappingProxyType, ModuleType
from typing import TypeAlias

import pytest
import rooms

Results: TypeAlias = dict[str, set[str]]

# The functions as the learner has them.
GIVEN = """
def minutes(clock):
    hours, _, rest = clock.partition(':')
    total = int(hours) * 60 + int(rest)
    if int(rest) >= 60 or total > 1440:
        raise ValueError(f'no clock shows {clock}')
    return total

def merge(spans):
    merged = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            begun, last = merged.pop()
            merged.append((begun, max(last, end)))
        else:
            merged.append((start, end))
    return merged

def book(span, taken=None):
    start, end = span
    for begun, last in taken or ():
        if start < last and begun < end:
            raise ValueError(f'{span} overlaps another')
    return [*(taken or ()), span]
"""
# The same promises, kept in other ways and with other words.
OTHER = """
import itertools

def minutes(clock):
    hours, rest = map(int, clock.split(':', 1))
    if rest not in range(60) or (hours, rest) > (24, 0):
        raise ValueError('this is no time')
    return sum((hours * 60, rest))

def merge(spans):
    covered = set(itertools.chain.from_iterable(range(2 * a, 2 * b + 1) for a, b in spans))
    edges = sorted([x for x in covered if x - 1 not in covered])
    ends = sorted([x for x in covered if x + 1 not in covered])
    return [(a // 2, b // 2) for a, b in zip(edges, ends)]

def book(span, taken=None):
    booked = [] if taken is None else taken[:]
    if any(max(span[0], other[0]) < min(span[1], other[1]) for other in booked):
        raise ValueError('somebody is there already')
    booked.append(span)
    return booked
"""
# For each function: what is wrong, and the change that makes it so.
BUGS = MappingProxyType(
    {
        'minutes: an hour has 100 minutes': ('* 60', '* 100'),
        'minutes: 24:00 is refused': ('> 1440', '>= 1440'),
        'minutes: every time until 24:59 is accepted': ('total > 1440', 'int(hours) > 24'),
        'minutes: 60 minutes after the colon are accepted': ('rest) >= 60', 'rest) > 60'),
        'merge: a list that is not in order is not put in order': ('sorted(spans)', 'spans'),
        'merge: spans that touch are not joined': ('start <= merged', 'start < merged'),
        'merge: a span inside another cuts off its end': ('max(last, end)', 'end'),
        'merge: the given list is sorted': ('sorted(spans)', 'spans.sort() or spans'),
        'book: calls without a list remember each other': (
            'taken=None):',
            'taken=None, old=[]):\n    if taken is None:\n        return old.append(span) or old',
        ),
        'book: a span that touches another is refused': ('start < last', 'start <= last'),
        'book: a span around another is accepted': ('and begun < end', 'and begun <= start'),
        'book: the given list gets the new span': (
            'return [*(taken or ()), span]',
            'taken = [] if taken is None else taken\n    taken.append(span)\n    return taken',
        ),
    }
)
NAMES = ('minutes', 'merge', 'book')
# How often each right module is tried, between the wrong ones: a doctest must not depend on luck.
TURNS = 4
HEAD = re.compile('^def .*$', re.MULTILINE)
PADDINGS = tuple('\n    spare = None' * lines for lines in range(9))


def module(source: str) -> ModuleType:
    """Return a module called rooms with other code in it."""
    made = ModuleType('rooms')
    # Lines without effect: code that looks different every time can only be judged by running it.
    padded = HEAD.sub(lambda head: head[0] + random.choice(PADDINGS), source)
    exec(padded, vars(made))
    return made


def docstrings() -> dict[str, DocTest]:
    """Return the learner's docstrings that have examples, by the name of their function."""
    finder = DocTestFinder(exclude_empty=True)
    return {test.name.rpartition('.')[2]: test for test in finder.find(rooms, 'rooms')}


def failing(tests: Mapping[str, DocTest], changed: ModuleType) -> set[str]:
    """Return the names of the functions whose doctests fail with a changed module."""
    failed = set()
    for name, test in tests.items():
        test.globs = vars(changed).copy()
        runner = DocTestRunner(verbose=False)
        if runner.run(test, out=str).failed:
            failed.add(name)
    return failed


@pytest.fixture(scope='module')
def outcomes() -> Results:
    """Run the learner's doctests on every module, in any order; tell which of them failed."""
    turns = [(bug, GIVEN.replace(*change)) for bug, change in BUGS.items()]
    for _ in range(TURNS):
        turns.extend((('given', GIVEN), ('other', OTHER)))
    random.shuffle(turns)
    tests = docstrings()
    results: Results = {}
    with pytest.MonkeyPatch.context() as patch:
        for name, source in turns:
            changed = module(source)
            # Examples may import what they show.
            patch.setitem(sys.modules, 'rooms', changed)
            results.setdefault(name, set()).update(failing(tests, changed))
    return results


@pytest.mark.parametrize('name', NAMES)
def test_a_docstring_has_examples(name: str) -> None:
    """Each function shows what it does."""
    examples = getattr(docstrings().get(name), 'examples', [])
    showing = [example for example in examples if example.want]
    assert showing, f'the docstring of {name} in rooms.py has no example with an expected result'


@pytest.mark.parametrize('name', NAMES)
def test_what_is_right_passes(outcomes: Results, name: str) -> None:
    """No doctest fails for a module that keeps the promises."""
    assert name not in outcomes['given'], (
        f'a doctest of {name} fails although {name} is right. Run: python -m doctest rooms.py'
    )
    assert name not in outcomes['other'], (
        f'a doctest of {name} in rooms.py fails for a module that is written differently and keeps '
        'all promises. Does it expect the text of an error, or look at the code?'
    )


@pytest.mark.parametrize('bug', BUGS)
def test_a_bug_is_noticed(outcomes: Results, bug: str) -> None:
    """With a bug in a function the doctests of this function fail."""
    name, _, wrong = bug.partition(': ')
    assert name in outcomes[bug], (
        f'the doctests of {name} in rooms.py did not notice a bug: {wrong}. '
        'Show in an example what is promised there'
    )
