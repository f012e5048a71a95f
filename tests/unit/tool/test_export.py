"""An export takes nothing away from the file that it is written to."""

import pytest

from tests.unit.tool.driver import Galka

FORMATS = {'export.txt': 'checklist', 'export.md': 'markdown', 'export.json': 'json'}


@pytest.fixture
def other(started: Galka) -> Galka:
    """Give the command on another machine, whose learner has just begun."""
    elsewhere = Galka(started.here / 'other', started.course)
    elsewhere.here.mkdir()
    elsewhere('start', 'workspace')
    return elsewhere


@pytest.mark.parametrize('name', FORMATS)
def test_an_older_export_is_replaced(started: Galka, name: str) -> None:
    """What it held is in the new one, also where a claim is newer; a link stays a link."""
    written = started.here / name
    started('progress', 'export', name)
    assert 'claimed' not in written.read_text()
    (started.here / 'list.txt').write_text('+ Letters\n')
    started('progress', 'import', 'list.txt')
    (started.here / 'link').symlink_to(name)
    started('progress', 'export', 'link', '--format', FORMATS[name])
    assert (started.here / 'link').is_symlink()
    assert 'claimed' in written.read_text()
    assert not list(started.here.glob(f'{name}.*'))


@pytest.mark.parametrize(
    'content',
    [b'number = 1\n', b'+ Letters\n', b'- Juggling\n', b'\xff', b'{"events": [], "mine": 1'],
)
def test_no_other_file_is_replaced(started: Galka, content: bytes) -> None:
    """A file that holds what the progress does not, such as an answer, stays as it is."""
    mine = started.here / 'mine.txt'
    mine.write_bytes(content)
    assert 'was left as it is' in started('progress', 'export', 'mine.txt', code=2).stderr
    assert mine.read_bytes() == content


def test_the_log_is_not_replaced(started: Galka) -> None:
    """Not even an export takes the place of what it was made from."""
    log = next(started.here.rglob('log.jsonl'))
    kept = log.read_bytes()
    assert 'keeps your progress' in started('progress', 'export', str(log), code=2).stderr
    assert log.read_bytes() == kept


def test_an_empty_file_is_filled(started: Galka) -> None:
    """Nothing is lost with a file that holds nothing, nor with a device."""
    (started.here / 'empty.txt').touch()
    started('progress', 'export', 'empty.txt')
    assert '- Letters' in (started.here / 'empty.txt').read_text()
    assert '- Letters' in started('progress', 'export', '/dev/stdout').stdout


def test_events_of_another_machine_are_not_replaced(started: Galka, other: Galka) -> None:
    """What was not merged yet is in that file alone."""
    started('progress', 'export', 'laptop.json')
    kept = (started.here / 'laptop.json').read_text()
    other('progress', 'export', '../laptop.json', code=2)
    assert (started.here / 'laptop.json').read_text() == kept
    other('progress', 'merge', '../laptop.json')
    other('progress', 'export', '../laptop.json')
