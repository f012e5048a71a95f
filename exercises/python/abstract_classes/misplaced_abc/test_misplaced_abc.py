"""Everything that can be written to is a sink, and nothing else has changed."""

import io
import random
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import publishing
import pytest

WHERE = 'see publishing.py'
CLASSES = ('Filter', 'Report', 'Sink')
WANTED = 'News\n====\n'


def named(name: str) -> Any:
    """Return a class of the learner's, so that a missing one fails its own tests only."""
    found = getattr(publishing, name, None)
    if found is None:
        pytest.fail(f'publishing.py has no class {name}: the three names must stay')
    return found


class Lines:
    """The two parts of a report; it counts how often it was worked out."""

    heading = 'News'

    def __init__(self) -> None:
        self.line = f'line {random.random()}'
        self.times = 0

    def lines(self) -> Iterable[str]:
        """Work out the lines."""
        self.times += 1
        return [self.line]


class Stranger:
    """Can be written to, and never heard of publishing.py."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def write(self, text: str) -> None:
        """Take a text."""
        self.texts.append(text)


def report() -> Any:
    """Return a report that belongs to the learner's class."""
    return type('News', (Lines, named('Report')), {})()


def publish(written: Any, sink: object, *filters: str) -> None:
    """Publish a report, or fail with the reason."""
    try:
        publishing.publish(written, sink, *filters)
    except TypeError as error:
        pytest.fail(f'publish refused a {type(sink).__name__}, which can write: {error}. {WHERE}')


def test_a_string_in_memory_is_a_sink() -> None:
    """``io.StringIO`` is written to as it is."""
    written, sink = report(), io.StringIO()
    publish(written, sink)
    wanted = f'{WANTED}{written.line}\n'
    assert sink.getvalue() == wanted, f'{sink.getvalue()!r} was written, not {wanted!r}: {WHERE}'


def test_an_open_file_is_a_sink(tmp_path: Path) -> None:
    """An open file is written to as it is."""
    written, path = report(), tmp_path / 'news.txt'
    with path.open('w') as opened:
        publish(written, opened)
    found, wanted = path.read_text(), f'{WANTED}{written.line}\n'
    assert found == wanted, f'{found!r} was written to a file, and not {wanted!r}: {WHERE}'


def test_a_stranger_is_a_sink() -> None:
    """An object of any class is a sink if it has the method."""
    written, sink = report(), Stranger()
    publish(written, sink)
    assert sink.texts == [f'{WANTED}{written.line}\n'], f'{sink.texts} was written: {WHERE}'


@pytest.mark.parametrize(
    ('named_thing', 'thing', 'wanted'),
    [('sys.stdout', sys.stdout, True), ('a Stranger', Stranger(), True), ('5', 5, False)],
)
def test_others_may_ask_too(named_thing: str, thing: object, wanted: bool) -> None:
    """``isinstance`` says of everything whether it is a sink."""
    try:
        found = isinstance(thing, named('Sink'))
    except TypeError as error:
        pytest.fail(f'isinstance(..., Sink) came to: {error}. {WHERE}')
    assert found is wanted, (
        f'isinstance({named_thing}, Sink) should be {wanted}, but is {found}: {WHERE}'
    )


@pytest.mark.parametrize('sink', [[], 5, None, object()], ids=repr)
def test_what_can_not_be_written_to_is_refused_early(sink: object) -> None:
    """Anything without the method is a TypeError, before the report is worked out."""
    written = report()
    error = 'nothing'
    try:
        publishing.publish(written, sink)
    except (TypeError, AttributeError) as raised:
        error = type(raised).__name__
    assert (error, written.times) == ('TypeError', 0), (
        f'a {type(sink).__name__} has no write method. It should be refused before the report is '
        f'worked out, with a TypeError; but the report was worked out {written.times} times, and '
        f'there came {error}. {WHERE}'
    )


def test_one_class_is_a_protocol() -> None:
    """The class that gives nothing is a Protocol, and the two others are none."""
    found = [name for name in CLASSES if getattr(named(name), '_is_protocol', False)]
    listed = ', '.join(found) or 'none'
    assert found, f'of {CLASSES} each is no Protocol: a type checker still wants children. {WHERE}'
    assert found == ['Sink'], (
        f'Protocols are {listed}. Children of two classes inherit code or a place in a list, '
        f'and these two stay as they are. Which one gives nothing? {WHERE}'
    )


@pytest.mark.parametrize('name', CLASSES)
def test_half_a_child_is_refused(name: str) -> None:
    """A class that inherits by name and forgets its method can not be made into an object."""
    lacking = type('Lacking', (named(name),), {})
    try:
        lacking()
    except TypeError:
        return
    method = {'Filter': 'change', 'Report': 'lines', 'Sink': 'write'}[name]
    pytest.fail(
        f'a child of {name} forgets {method}, but an object of it was made. What does it do with '
        f'the texts that it gets? {WHERE}'
    )


def test_older_sinks_go_on_working() -> None:
    """A class that inherits from Sink by name is a sink."""
    written = report()
    sink = type('Older', (Stranger, named('Sink')), {})()
    publish(written, sink)
    assert sink.texts == [f'{WANTED}{written.line}\n'], f'{sink.texts} was written: {WHERE}'


def test_filters_are_found_by_their_names() -> None:
    """A new filter is found under the name of its class, and filters are applied in order."""
    name = f'Mark{random.randrange(100)}'
    type(name, (named('Filter'),), {'change': lambda _, text: f'{text}x'})
    written, sink = report(), Stranger()
    publish(written, sink, name.lower(), 'upper')
    wanted = f'{WANTED}{written.line}\nx'.upper()
    assert sink.texts == [wanted], f'{sink.texts} was written, and not {wanted!r}: {WHERE}'


def test_the_wrapper_is_gone() -> None:
    """Nobody needs a class around an open file."""
    assert not hasattr(publishing, 'FileSink'), f'FileSink is not needed any more: {WHERE}'
