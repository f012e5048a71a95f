"""The learner's doctests pass under any circumstances, and fail for each planted bug."""

import ast
import datetime
import math
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from doctest import DocTest, DocTestFinder, DocTestRunner
from functools import reduce
from operator import add
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import TypeAlias

import pytest
import reports

GIVEN = """
import secrets
from datetime import date

class Tag:
    def __init__(self, name):
        self.name = name

def authors(books):
    return Shuffled(book['author'] for book in books)

def header(day=None):
    shown = day or date.today()
    return f'Report of {shown.isoformat()}'

def average(prices):
    return sum(prices) / len(prices)

def tag(name):
    return Tag(name)

def ticket(shelf):
    letters = secrets.token_hex(4)
    return f'{shelf}-{letters}'
"""
# For each function: what is wrong, and the change that makes it so.
BUGS = MappingProxyType(
    {
        'authors: the last book is forgotten': ('in books)', 'in books[:-1])'),
        'authors: the names are in capitals': ("['author']", "['author'].upper()"),
        'header: the day that is given is not used': ('day or date', 'date'),
        'header: the month comes last': ('shown.isoformat()', 'shown:%Y-%d-%m'),
        'header: without a day it is not today': ('date.today()', 'date.min'),
        'average: the sum is not divided': (' / len(prices)', ''),
        'average: the average is cut to a whole number': ('/ len', '// len'),
        'tag: the name is lost': ('= name', '= None'),
        'ticket: the shelf is not there': ('{shelf}-', 'shelf-'),
        'ticket: there are four letters only': ('token_hex(4)', 'token_hex(2)'),
        'ticket: a letter is none of the sixteen': (
            'secrets.token_hex(4)',
            "'g' + secrets.token_hex(4)[1:]",
        ),
        'ticket: all tickets are the same': ('secrets.token_hex(4)', "'0123cdef'"),
    }
)
NAMES = ('authors', 'header', 'average', 'tag', 'ticket')
DAYS = (1, 30, 400, 9999)
TURNS = 20
Adding: TypeAlias = Callable[[Iterable[float]], float]


class OtherDay(datetime.date):
    """A calendar on which today is another day."""

    away = datetime.timedelta()

    @classmethod
    def today(cls) -> 'OtherDay':
        """Return the day on this calendar."""
        return cls.fromordinal(super().today().toordinal() + cls.away.days)


class Shuffled(set[str]):
    """A set in one of the orders that texts may have: as with PYTHONHASHSEED, a number decides."""

    seed = 0

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(super().__iter__(), key=self._place))

    def __repr__(self) -> str:
        shown = ', '.join(map(repr, self))
        return f'{{{shown}}}' if shown else 'set()'

    def pop(self) -> str:
        """Take the first one out."""
        first = next(iter(self))
        self.remove(first)
        return first

    def _place(self, text: str) -> float:
        return random.Random(f'{self.seed} {text}').random()


def add_in_order(numbers: Iterable[float]) -> float:
    """Add as Python 3.11 does, one after the other."""
    return reduce(add, numbers, 0)


def docstrings() -> Mapping[str, DocTest]:
    """Return the learner's docstrings that have examples, by the name of their function."""
    finder = DocTestFinder(exclude_empty=True)
    return {test.name.rpartition('.')[2]: test for test in finder.find(reports, 'reports')}


def check(
    name: str,
    source: str = GIVEN,
    *,
    total: Adding = add_in_order,
    away: int = 0,
) -> str:
    """Run the learner's doctests of a function on some code; return what doctest printed."""
    test = docstrings().get(name)
    if test is None or not test.examples:
        pytest.fail(f'the docstring of {name} in reports.py has no examples')
    changed = ModuleType('reports')
    said: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        # Examples may import what they show.
        patch.setitem(sys.modules, 'reports', changed)
        patch.setattr(OtherDay, 'away', datetime.timedelta(away))
        patch.setattr(datetime, 'date', OtherDay)
        vars(changed)['Shuffled'] = Shuffled
        exec(source, vars(changed))
        test.globs = vars(changed) | {'sum': total}
        vars(changed)['sum'] = total
        DocTestRunner(verbose=False).run(test, out=said.append)
    return ''.join(said)


def got(printed: str) -> str:
    """Return what came in the first example that failed."""
    return ' '.join(printed.partition('Got:')[2].partition('***')[0].split()) or 'an error'


@pytest.mark.parametrize('seed', range(TURNS))
def test_any_order_of_a_set_will_do(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """No example depends on the order of a set, which changes with the hashes of texts."""
    monkeypatch.setattr(Shuffled, 'seed', seed)
    printed = check('authors')
    assert not printed, (
        'the doctest of authors in reports.py fails with another order of the set, got: '
        f'{got(printed)}. Run PYTHONHASHSEED=1 python -m doctest reports.py, with 2, with 3 ...'
    )


def test_no_other_example_fails() -> None:
    """Examples elsewhere in the file pass, too."""
    said: list[str] = []
    for name, test in docstrings().items():
        if name not in NAMES:
            DocTestRunner(verbose=False).run(test, out=said.append)
    printed = ''.join(said)
    assert not printed, f'python -m doctest reports.py fails, got: {got(printed)}'


def bodies(path: Path) -> dict[str, str]:
    """Return the code of each function and class in a file, without docstrings."""
    tree = ast.parse(path.read_text(encoding='utf-8'))
    found = {}
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            lines = node.body[1:] if ast.get_docstring(node) else node.body
            found[node.name] = '\n'.join(map(ast.unparse, lines))
    return found


def test_only_examples_change(answer: Path) -> None:
    """The functions are those that were given: only their docstrings differ."""
    before = bodies(Path(__file__).parent / 'stub' / 'reports.py')
    now = bodies(answer / 'reports.py')
    changed = [name for name, code in before.items() if now.get(name) != code]
    assert not changed, (
        f'the code of {changed} in reports.py was changed: the functions are right, mend the '
        'examples in their docstrings'
    )


@pytest.mark.parametrize('name', NAMES)
def test_any_day_will_do(name: str) -> None:
    """No example depends on the day."""
    for away in DAYS:
        printed = check(name, away=random.choice((away, -away)))
        assert not printed, (
            f'the doctest of {name} in reports.py fails on another day, with the functions as they '
            f'were given, got: {got(printed)}. Was the function changed instead of the example?'
        )


@pytest.mark.parametrize('name', NAMES)
@pytest.mark.parametrize('total', [add_in_order, math.fsum])
def test_any_way_to_add_will_do(name: str, total: Adding) -> None:
    """No example depends on the last digits of a sum."""
    printed = check(name, total=total)
    assert not printed, (
        f'the doctest of {name} in reports.py fails where floats are added in another way, '
        f'got: {got(printed)}'
    )


@pytest.mark.parametrize('name', NAMES)
def test_any_run_will_do(name: str) -> None:
    """No example depends on an address or on chance."""
    for _ in range(TURNS):
        printed = check(name)
        assert not printed, (
            f'the doctest of {name} in reports.py fails at times, got: {got(printed)}'
        )


@pytest.mark.parametrize('bug', BUGS)
def test_a_bug_is_noticed(bug: str) -> None:
    """With a bug in a function its doctest fails."""
    name, _, wrong = bug.partition(': ')
    source = GIVEN.replace(*BUGS[bug])
    assert check(name, source), (
        f'the doctest of {name} in reports.py did not notice a bug: {wrong}. '
        'What does the example still show?'
    )
