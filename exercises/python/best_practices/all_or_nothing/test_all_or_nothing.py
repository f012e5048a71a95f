"""A file is replaced as a whole or not at all, and nothing is left behind."""

import os
import random
import runpy
import stat
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NoReturn, TextIO

import pytest
import replacing as answer_module

OLD = 'галка: old\n'
NEIGHBOURS = ('forecast.tmp', 'forecast.csv.tmp', 'forecast.csv~', '.forecast.csv.swp', 'draft')


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Return a target with an old text, in a folder where others keep files as well."""
    for name in NEIGHBOURS:
        Path(tmp_path, name).write_text(name, encoding='utf-8')
    path = tmp_path / 'forecast.csv'
    path.write_text(OLD, encoding='utf-8')
    return path


def replacing(path: Path) -> AbstractContextManager[TextIO]:
    """Return the learner's context manager."""
    found = getattr(answer_module, 'replacing', None)
    if found is None:
        pytest.fail('replacing.py has no function replacing: its name must stay')
    return found(path)


def text_of(path: Path) -> str:
    """Return what readers find."""
    return path.read_text(encoding='utf-8')


def check_old(path: Path, when: str) -> None:
    """Assert that readers find the old text."""
    found = text_of(path)
    assert found == OLD, f'{when} readers find {found!r}: the target must stay as it was'


def check_folder(path: Path, names: set[str], when: str) -> None:
    """Assert that the folder of the target holds these files, and the neighbours as they were."""
    found = {each.name for each in path.parent.iterdir()}
    left, lost = sorted(found - names), sorted(names - found)
    assert not left, f'{when} the folder still holds {left}: what does replacing.py do with drafts?'
    assert not lost, (
        f'{when} these files are gone, and belong to somebody else: {lost}. What does replacing.py '
        'call its draft?'
    )
    for name in NEIGHBOURS:
        kept = text_of(path.parent / name)
        assert kept == name, f'{when} {name} holds {kept!r}; it belongs to somebody else'


@pytest.mark.parametrize('there', [True, False])
def test_a_new_text_takes_the_place(target: Path, there: bool) -> None:
    """When the block ends well, the target holds what was written, and the draft is gone."""
    if not there:
        target.unlink()
    wanted = f'дождь: {random.random()}\n'
    with replacing(target) as draft:
        draft.write(wanted)
    assert target.exists(), 'the block ended well, but there is no target: see replacing.py'
    assert text_of(target) == wanted, (
        f'{wanted!r} was written, but readers find {text_of(target)!r}'
    )
    assert draft.closed, 'the block ended well, but its draft is still open'
    check_folder(target, {target.name, *NEIGHBOURS}, 'after a block that ended well')


def test_readers_find_a_whole_file(target: Path) -> None:
    """Readers find the old text until the draft itself, in one step, becomes the target."""
    before = set(target.parent.iterdir())
    with replacing(target) as draft:
        draft.write('half of ')
        draft.flush()
        assert text_of(target) == OLD, (
            f'while the block writes, readers find {text_of(target)!r} and not the old text'
        )
        new = set(target.parent.iterdir()) - before
        assert len(new) == 1, (
            f'while the block writes, the folder should hold one new file, the draft, but has '
            f'{sorted(each.name for each in new)}: another name, and the same file system'
        )
        inode = new.pop().stat().st_ino
    assert target.stat().st_ino == inode, (
        'the new target is not the draft itself: it was copied in replacing.py, piece by piece, '
        'and a reader can come between two pieces'
    )


@pytest.mark.parametrize('kind', [ValueError, KeyboardInterrupt, SystemExit, GeneratorExit])
@pytest.mark.parametrize('there', [True, False])
def test_an_error_leaves_nothing(target: Path, there: bool, kind: type[BaseException]) -> None:
    """Whatever is raised in the block goes on, and the folder is as it was before."""
    if not there:
        target.unlink()
    before = {each.name for each in target.parent.iterdir()}
    raised, drafts = kind('half way'), []
    when = f'after {kind.__name__} in the block'
    found = error_of(target, raised, drafts)
    assert found is not None, f'{when} no error came out: replacing.py swallowed it'
    assert found is raised, f'{when} another error came out: {found!r}'
    assert drafts[0].closed, f'{when} the draft is still open'
    if there:
        check_old(target, when)
    else:
        assert not target.exists(), f'{when} there is a target: the target must stay as it was'
    check_folder(target, before, when)


def error_of(path: Path, error: BaseException, drafts: list[TextIO]) -> BaseException | None:
    """Write half of something, fail with the error, and return what came out."""
    try:
        with replacing(path) as draft:
            drafts.append(draft)
            break_down(draft, error)
    except BaseException as found:
        return found
    return None


def break_down(draft: TextIO, error: BaseException) -> NoReturn:
    """Write half of something and fail."""
    draft.write('half of ')
    raise error


def test_a_failed_rename_leaves_nothing(target: Path) -> None:
    """When the target is a folder the rename fails, and its error comes out."""
    target.unlink()
    target.mkdir()
    Path(target, 'inside').touch()
    try:
        with replacing(target) as draft:
            draft.write('new')
    except OSError:
        assert draft.closed, 'after a rename that failed the draft is still open'
    else:
        pytest.fail('the target is a folder and can not be replaced, but no error came out')
    check_folder(target, {target.name, *NEIGHBOURS}, 'after a rename that failed')


def test_a_failed_close_leaves_nothing(target: Path) -> None:
    """When the last bytes can not be written the error comes out, and the folder is as before."""
    before = {each.name for each in target.parent.iterdir()}
    when = 'after the disk was full while the draft was closed'
    try:
        with replacing(target) as draft:
            draft.write('half of ')
            fill_the_disk(draft)
    except OSError:
        check_old(target, when)
    else:
        pytest.fail(f'{when} no error came out: replacing.py swallowed it')
    check_folder(target, before, when)


def fill_the_disk(draft: TextIO) -> None:
    """Let no more be written to a draft: what is still in memory fails when it is closed."""
    read_only = os.open(os.devnull, os.O_RDONLY)
    os.dup2(read_only, draft.fileno())
    os.close(read_only)


@pytest.mark.parametrize('other', ['forecast.csv', 'forecast.json'])
def test_two_writers_do_not_meet(target: Path, other: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drafts of two programs at once are two files, for one target and for two."""
    second_target = target.with_name(other)
    try:
        with another_program()(target) as first:
            first.write('first')
            first.flush()
            monkeypatch.setattr(os, 'getpid', lambda: 1)
            write_second(second_target)
    except OSError as error:
        pytest.fail(f'two programs at once: {error}: has each draft of replacing.py its own name?')
    monkeypatch.undo()
    found = text_of(target)
    assert found == 'first', (
        f'two programs at once: the target should hold first, but is {found!r}: has each draft of '
        'replacing.py a name of its own?'
    )
    check_folder(target, {target.name, other, *NEIGHBOURS}, 'after two drafts at once')


def another_program() -> Callable[[Path], AbstractContextManager[TextIO]]:
    """Return ``replacing`` as another program has it: of a module that was loaded anew."""
    found = runpy.run_path(str(answer_module.__file__)).get('replacing')
    if found is None:
        pytest.fail('replacing.py has no function replacing: its name must stay')
    return found


def write_second(path: Path) -> None:
    """Write ``second`` to a file in another program, while a first is at work."""
    with another_program()(path) as draft:
        draft.write('second')
    found = text_of(path)
    assert found == 'second', (
        f'two programs at once: {path.name} should hold second, but is {found!r}'
    )


class Renames:
    """Notes which permissions a draft has at the moment when it becomes the target."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.modes: set[str] = set()
        self.is_watching = True

    def watch(self, event: str, given: tuple[Any, ...]) -> None:
        """Note a rename, by whichever function: Python tells of each before it happens."""
        if self.is_watching and event == 'os.rename':
            source, place = (Path(os.fsdecode(name)) for name in given[:2])
            if place.name == self.target.name:
                self.modes.add(stat.filemode(source.stat().st_mode))


@pytest.mark.parametrize('mode', [0o644, 0o640, 0o600])
def test_permissions_stay(target: Path, mode: int) -> None:
    """The new target can always be read by those who could read the old one."""
    target.chmod(mode)
    wanted = stat.filemode(target.stat().st_mode)
    renames = Renames(target)
    sys.addaudithook(renames.watch)
    with replacing(target) as draft:
        draft.write('new')
    # A hook stays for ever.
    renames.is_watching = False
    found = stat.filemode(target.stat().st_mode)
    assert found == wanted, (
        f'the permissions of the target were {wanted}, and after replacing.py they are {found}'
    )
    assert renames.modes <= {wanted}, (
        f'the draft took the place of the target with {renames.modes} and not with {wanted}: a '
        'reader can come before replacing.py sets the permissions'
    )
