"""Three storages keep one contract, and half a storage is refused."""

import random
from collections.abc import Callable, Iterable
from inspect import isabstract
from pathlib import Path
from typing import Any

import pytest
import storage

WHERE = 'see storage.py'
NOTE = 'note'
KINDS = ('memory', 'folder_of_notes', 'third')
PARTS = ('_write', '_read', '_names')
BAD_NAMES = ('', '../todo', 'a b', 'sub/note', 'note.txt', '9th')


class ThreeParts:
    """What a storage of the tests has; it keeps texts backwards, as a list."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, str]] = []

    def _write(self, name: str, text: str) -> None:
        assert name.isidentifier(), f'_write was called with the name {name!r}: {WHERE}'
        self.kept = [(name, text), *(pair for pair in self.kept if pair[0] != name)]

    def _read(self, name: str) -> str:
        assert name in self._names(), (
            f'_read was called for {name!r}, which is not there: _read is for existing names only'
        )
        return dict(self.kept)[name]

    def _names(self) -> Iterable[str]:
        return (name for name, _ in self.kept)


def child(*parts: str) -> type:
    """Make a class below the learner's Storage, with some of the three parts."""
    body = {part: vars(ThreeParts)[part] for part in ('__init__', *parts)}
    return type('Child', (storage.Storage,), body)


class Maker:
    """Makes storages; all of the kind "folder_of_notes" share one folder."""

    def __init__(self, folder: Path) -> None:
        # One level down: what climbs out of it stays in the folder of the test.
        self.folder = folder / 'notes'
        self.folder.mkdir()

    def __call__(self, kind: str) -> Any:
        """Make a storage, or fail with the reason."""
        try:
            return getattr(self, kind)()
        except TypeError as error:
            pytest.fail(f'the {kind} storage could not be made: {error}; {WHERE}')

    def memory(self) -> Any:
        """Make the learner's first storage."""
        return storage.MemoryStorage()

    def folder_of_notes(self) -> Any:
        """Make the learner's second storage."""
        return storage.FolderStorage(self.folder)

    def third(self) -> Any:
        """Make a storage from the learner's parent and the three parts of the tests."""
        return child(*PARTS)()


@pytest.fixture
def make(tmp_path: Path) -> Maker:
    """Return a maker of storages."""
    return Maker(tmp_path)


def error_of(call: Callable[..., object], *given: object) -> str:
    """Return the name of the error that a call raises."""
    try:
        call(*given)
    except AssertionError:
        raise
    except Exception as error:
        return type(error).__name__
    return 'no error'


def notes(tried: Any) -> dict[str, str]:
    """Return all that a storage holds."""
    error = error_of(tried.names)
    assert error == 'no error', (
        f'names() of a {type(tried).__name__} came to: {error}. Which class should have it? {WHERE}'
    )
    return {name: tried.load(name) for name in tried.names()}


def save(tried: Any, name: str, text: str) -> None:
    """Save a text, and fail with the reason if that is an error."""
    error = error_of(tried.save, name, text)
    assert error == 'no error', (
        f'save({name!r}, ...) of a {type(tried).__name__} came to: {error}. A child brings three '
        f'parts, and Storage does the rest; {WHERE}'
    )


@pytest.mark.parametrize('missing', PARTS)
def test_half_a_storage_is_refused(missing: str) -> None:
    """A class that lacks one of the three parts can not be made into an object."""
    lacking = child(*(part for part in PARTS if part != missing))
    error = error_of(lacking)
    assert error == 'TypeError', (
        f'a child of Storage without {missing} could be made into an object ({error}): its mistake '
        f'will show when somebody calls it. {WHERE}'
    )


def test_storage_itself_is_open_in_three_parts() -> None:
    """Storage is abstract, and what is open are the three parts and nothing more."""
    assert isabstract(storage.Storage), f'Storage is no abstract class yet: {WHERE}'
    found = sorted(storage.Storage.__abstractmethods__)
    assert found == sorted(PARTS), f'open in Storage are {found}, and not {sorted(PARTS)}: {WHERE}'


@pytest.mark.parametrize('kind', ['MemoryStorage', 'FolderStorage'])
def test_what_is_common_stands_in_the_parent(kind: str) -> None:
    """The two storages inherit what is common, and do not write it again."""
    made = getattr(storage, kind, None)
    assert made is not None, f'storage.py has no class {kind}: both names must stay'
    assert issubclass(made, storage.Storage), f'{kind} is no child of Storage any more: {WHERE}'
    again = [name for name in ('save', 'load', 'copy', 'names') if name in vars(made)]
    assert not again, f'{kind} has its own {again}: what is common stands in Storage, once'


@pytest.mark.parametrize('kind', KINDS)
def test_a_text_comes_back_as_it_was(kind: str, make: Maker) -> None:
    """Every text is loaded as it was saved, and the last one of a name counts."""
    tried = make(kind)
    for text in ('first', '', 'чай\n', 'one\r\ntwo\rthree\n', f'{random.random()} '):
        save(tried, NOTE, text)
        found = tried.load(NOTE)
        assert found == text, (
            f'{text!r} was saved, and {found!r} was loaded from the {kind} storage: {WHERE}'
        )


@pytest.mark.parametrize('kind', KINDS)
def test_names_are_sorted(kind: str, make: Maker) -> None:
    """names() is a sorted list of all names, and empty at first."""
    tried = make(kind)
    assert notes(tried) == {}, f'a new {type(tried).__name__} has notes: {notes(tried)}; {WHERE}'
    words = [f'note_{number}' for number in random.sample(range(100), 10)]
    for word in words:
        save(tried, word, word)
    found = tried.names()
    assert found == sorted(words), (
        f'names() of the {kind} storage should be {sorted(words)}, but is {found}: {WHERE}'
    )


@pytest.mark.parametrize('name', BAD_NAMES)
@pytest.mark.parametrize('kind', KINDS)
def test_a_bad_name_is_refused_everywhere(kind: str, name: str, make: Maker) -> None:
    """What is no identifier is a ValueError, in every storage and every place."""
    tried = make(kind)
    save(tried, NOTE, 'old')
    errors = {
        'save': error_of(tried.save, name, 'new'),
        'load': error_of(tried.load, name),
        'copy from': error_of(tried.copy, name, NOTE),
        'copy to': error_of(tried.copy, NOTE, name),
    }
    wrong = {call: error for call, error in errors.items() if error != 'ValueError'}
    assert not wrong, (
        f'{name!r} is a bad name, and the {kind} storage should raise a ValueError; '
        f'but there came {wrong}. Where would a check hold for all? {WHERE}'
    )
    assert notes(tried) == {NOTE: 'old'}, f'a refused call left {notes(tried)}: {WHERE}'


@pytest.mark.parametrize('kind', KINDS)
def test_an_unknown_name_is_a_key_error(kind: str, make: Maker) -> None:
    """A name that was never saved is a KeyError in every storage, and changes nothing."""
    tried = make(kind)
    save(tried, NOTE, 'old')
    errors = [error_of(tried.load, 'other'), error_of(tried.copy, 'other', NOTE)]
    assert errors == ['KeyError', 'KeyError'], (
        f'load and copy of an unknown name should be a KeyError in the {kind} storage, '
        f'but came to {errors}: {WHERE}'
    )
    assert notes(tried) == {NOTE: 'old'}, f'a refused call left {notes(tried)}: {WHERE}'


@pytest.mark.parametrize('kind', KINDS)
def test_a_copy_is_a_note_of_its_own(kind: str, make: Maker) -> None:
    """A copy has the text of its source, and keeps it when the source changes."""
    tried = make(kind)
    save(tried, 'source', 'text')
    save(tried, 'target', 'replaced')
    error = error_of(tried.copy, 'source', 'target')
    assert error == 'no error', f'copy of the {kind} storage came to: {error}; {WHERE}'
    save(tried, 'source', 'changed')
    found = notes(tried)
    assert found == {'source': 'changed', 'target': 'text'}, (
        f'after copy(source, target) and a new text for the source there is {found}: {WHERE}'
    )


def test_two_memories_are_apart(make: Maker) -> None:
    """A MemoryStorage shares nothing with the next one."""
    save(make('memory'), NOTE, 'mine')
    found = notes(make('memory'))
    assert found == {}, f'a new MemoryStorage holds {found} of another one: {WHERE}'


def test_a_folder_outlives_its_storage(make: Maker) -> None:
    """A note is a file, a second storage of the folder finds it, and other files are no notes."""
    save(make('folder_of_notes'), 'plan', 'чай')
    files = {path.name: path.read_bytes() for path in make.folder.iterdir()}
    assert files == {'plan.txt': 'чай'.encode()}, (
        f'the note "plan" should be the file plan.txt in UTF-8, but the folder holds {files}'
    )
    for other in ('photo.png', 'to do.txt', 'README'):
        (make.folder / other).write_bytes(b'no note')
    (make.folder / 'archive.txt').mkdir()
    found = notes(make('folder_of_notes'))
    assert found == {'plan': 'чай'}, (
        f'a second FolderStorage of a folder with plan.txt, photo.png, "to do.txt", README and a '
        f'folder called archive.txt shows the notes {found}: {WHERE}'
    )
