"""Headers are one mapping, whichever method is asked, and however a name is written."""

import operator
import random
from collections.abc import Callable, MutableMapping
from types import MappingProxyType
from typing import Any

import headers
import pytest

WHERE = 'see headers.py'
NAMES = ('Accept', 'Content-Type', 'Host')
JSON = 'application/json'
INHERITED = ('get', 'pop', 'popitem', 'setdefault', 'update', 'clear', 'keys', 'items', 'values')


class Model:
    """What Headers should do, written for tests: slow, and plain to see."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str]] = []

    def find(self, name: str) -> int | None:
        """Return the place of a header."""
        for place, (shown, _) in enumerate(self.rows):
            if shown.lower() == name.lower():
                return place
        return None

    def put(self, name: str, content: str) -> None:
        """Set a header."""
        place = self.find(name)
        if place is None:
            self.rows.append((name, content))
        else:
            self.rows[place] = (name, content)

    def drop(self, name: str) -> str | None:
        """Remove a header, and return its content."""
        place = self.find(name)
        return None if place is None else self.rows.pop(place)[1]


def any_case(name: str) -> str:
    """Spell a name in some way."""
    return ''.join(random.choice((letter.lower(), letter.upper())) for letter in name)


def came_of(call: Callable[..., object], *given: object, **named: object) -> Any:
    """Return what a call returns, or the name of its error."""
    try:
        return call(*given, **named)
    except Exception as error:
        return type(error).__name__


def rows(found: Any) -> Any:
    """Return all headers in order."""
    return came_of(lambda: list(found.items()))


@pytest.fixture
def found() -> Any:
    """Return headers with one header, which was set by an assignment."""
    made = came_of(headers.Headers)
    assert not isinstance(made, str), f'Headers() came to {made}: {WHERE}'
    made['Content-Type'] = JSON
    return made


# Ways to ask for the one header under a name of another case, and what must come.
QUESTIONS = MappingProxyType(
    {
        'found["content-TYPE"]': (lambda found: found['content-TYPE'], JSON),
        'found.get("content-TYPE")': (lambda found: found.get('content-TYPE'), JSON),
        '"content-TYPE" in found': (lambda found: 'content-TYPE' in found, True),
        '"Host" in found': (lambda found: 'Host' in found, False),
        'found["Host"]': (lambda found: found['Host'], 'KeyError'),
        'found.get("Host", "none")': (lambda found: found.get('Host', 'none'), 'none'),
        'found.pop("content-TYPE")': (lambda found: found.pop('content-TYPE'), JSON),
        'found.pop("Host")': (lambda found: found.pop('Host'), 'KeyError'),
        'found.setdefault("content-TYPE", "x")': (
            lambda found: found.setdefault('content-TYPE', 'x'),
            JSON,
        ),
        'found.popitem()': (lambda found: found.popitem(), ('Content-Type', JSON)),
        'len(found)': (len, 1),
    }
)


@pytest.mark.parametrize('question', QUESTIONS)
def test_every_question_knows_all_spellings(question: str, found: Any) -> None:
    """A header is found under its name in any case, by whichever method."""
    ask, wanted = QUESTIONS[question]
    came = came_of(ask, found)
    assert came == wanted, (
        f'after found["Content-Type"] = {JSON!r}, {question} should come to {wanted!r}, but '
        f'came to {came!r}. Does that method call yours? {WHERE}'
    )


@pytest.mark.parametrize(
    ('way', 'given', 'named'),
    [
        ('pairs', ([('HOST', 'example.com'), ('Host', 'example.org')],), {}),
        ('a dict', ({'HOST': 'example.com', 'Host': 'example.org'},), {}),
        ('keywords', (), {'HOST': 'example.com', 'Host': 'example.org'}),
        ('both', ([('HOST', 'example.com')],), {'Host': 'example.org'}),
    ],
)
def test_constructor_and_update_take_what_dict_takes(
    way: str, given: tuple[Any, ...], named: dict[str, str]
) -> None:
    """Headers are made and updated from pairs, a mapping and keywords, and the last one counts."""
    made = came_of(headers.Headers, *given, **named)
    seen = rows(made)
    assert seen == [('Host', 'example.org')], (
        f'Headers(...) of {way}, {given} {named}, should hold Host: example.org alone, '
        f'but came to {seen}: {WHERE}'
    )
    updated = came_of(headers.Headers)
    came_of(updated.update, *given, **named)
    seen = rows(updated)
    assert seen == [('Host', 'example.org')], (
        f'update(...) with {way}, {given} {named}, should hold Host: example.org alone, '
        f'but holds {seen}: {WHERE}'
    )


def test_the_last_spelling_is_shown_at_the_first_place() -> None:
    """A loop shows each name once: as it was written last, where it was written first."""
    made = headers.Headers()
    for name, content in (('host', 'example.com'), ('Accept', '*/*'), ('HOST', 'example.org')):
        made[name] = content
    seen = rows(made)
    wanted = [('HOST', 'example.org'), ('Accept', '*/*')]
    assert seen == wanted, (
        f'host, Accept and HOST were set, so a loop should show {wanted}, '
        f'but it shows {seen}: {WHERE}'
    )
    assert list(made) == ['HOST', 'Accept'], f'iter(...) shows {list(made)}: {WHERE}'


def test_equal_headers_are_equal() -> None:
    """Case and order of names make no difference to ==, and contents do."""
    left, right = headers.Headers(), headers.Headers()
    for name, content in (('Host', 'example.com'), ('Accept', '*/*')):
        left[name] = content
    for name, content in (('accept', '*/*'), ('HOST', 'example.com')):
        right[name] = content
    equal = (right, {'ACCEPT': '*/*', 'host': 'example.com'})
    for other in equal:
        assert left == other, f'{rows(left)} should equal {rows(other)}, but does not: {WHERE}'
        assert other == left, f'{rows(other)} should equal {rows(left)}, but does not: {WHERE}'
    unequal = (
        {'HOST': 'example.com'},
        {'HOST': 'example.com', 'host': 'example.com'},
        {1: 'example.com', 2: '*/*'},
        {'host': 'EXAMPLE.com', 'accept': '*/*'},
        {'host': 'example.com', 'accept': '*/*', 'x': ''},
    )
    for other in (*unequal, 5):
        came = came_of(operator.eq, left, other)
        assert not came, f'{rows(left)} == {other} should be False, but is {came}: {WHERE}'


def test_any_keyword_is_a_header() -> None:
    """Also a header called ``self`` comes in by a keyword, as into a dict."""
    seen = rows(came_of(headers.Headers, self='x'))
    assert seen == [('self', 'x')], (
        f'Headers(self="x") should hold self: x, as dict(self="x") does, but came to {seen}. What '
        f'does / mean in a list of arguments? {WHERE}'
    )


def test_random_changes_agree_with_the_model() -> None:
    """Whatever is set and removed in whatever order, the headers are those that they should be."""
    made, model, told = headers.Headers(), Model(), []
    for number in range(100):
        name, content = any_case(random.choice(NAMES)), str(number)
        if random.choice((True, True, False)):
            told.append(f'{name} = {content}')
            made[name] = content
            model.put(name, content)
        else:
            came, wanted = came_of(made.pop, name, None), model.drop(name)
            told.append(f'pop {name}')
            assert came == wanted, f'{told} gave {came!r}, and not {wanted!r}: {WHERE}'
        seen = rows(made)
        assert seen == model.rows, f'{told} left {seen}, and not {model.rows}: {WHERE}'


def test_deleting_knows_all_spellings(found: Any) -> None:
    """``del`` removes a header under its name in any case, and an unknown one is a KeyError."""
    came = came_of(found.__delitem__, 'content-TYPE')
    assert came is None, f'del found["content-TYPE"] came to {came}: {WHERE}'
    assert rows(found) == [], f'after del the headers are {rows(found)}: {WHERE}'
    came = came_of(found.__delitem__, 'content-TYPE')
    assert came == 'KeyError', f'del of an unknown header should be a KeyError, not {came}: {WHERE}'


def test_the_rest_is_inherited(found: Any) -> None:
    """Headers are a MutableMapping and no dict, and inherit what they can."""
    assert isinstance(found, MutableMapping), f'Headers are no MutableMapping: {WHERE}'
    assert not isinstance(found, dict), (
        f'Headers still inherit from dict: whatever reads a dict in C goes past them. {WHERE}'
    )
    written = [name for name in INHERITED if name in vars(headers.Headers)]
    assert not written, f'Headers write {written} themselves: MutableMapping gives them; {WHERE}'


def test_two_headers_are_apart(found: Any) -> None:
    """Headers share nothing with the next ones."""
    other = headers.Headers()
    assert len(other) == 0, f'new Headers hold {rows(other)}: {WHERE}'
