"""The log loses nothing that was written."""

import json
from pathlib import Path

import pytest

from galka.model.errors import ProgressError
from galka.model.progress import EventKind
from galka.progress import log
from galka.progress.log import Log


@pytest.fixture
def written(tmp_path: Path) -> Log:
    """Give a log with three events."""
    kept = Log(tmp_path / 'log.jsonl')
    kept.append(*(log.new(EventKind.CLAIMED, f'lesson/{number}') for number in range(3)))
    return kept


def test_a_torn_tail_costs_one_event(written: Log) -> None:
    """A process that died while writing leaves all events before; the next one is whole again."""
    whole = written.path.read_bytes()
    for length in range(len(whole) - 40, len(whole) - 1):
        written.path.write_bytes(whole[:length])
        torn = Log(written.path)
        assert len(torn.events()) == 2
        assert torn.kept_aside is None
        torn.append(log.new(EventKind.CLAIMED, 'lesson/new'))
        assert torn.events()[-1].subject == 'lesson/new'


def test_a_damaged_line_is_kept_aside(written: Log) -> None:
    """What can not be read is copied once beside the log, and the rest counts."""
    lines = written.path.read_bytes().splitlines(keepends=True)
    written.path.write_bytes(b''.join([lines[0], b'\x00garbage\xff\n', lines[2]]))
    assert len(written.events()) == 2
    assert written.kept_aside is not None
    assert written.kept_aside.read_bytes() == b'\x00garbage\xff'
    again = Log(written.path)
    assert len(again.events()) == 2
    assert again.kept_aside is None


def test_events_from_the_future_stay(written: Log) -> None:
    """An event of a kind that this version does not know is not thrown away from the file."""
    with written.path.open('a') as stream:
        stream.write(json.dumps({'v': 9, 'event': 'flown', 'id': 'x', 'at': 'z', 'subject': ''}))
        stream.write('\n')
    written.append(log.new(EventKind.CLAIMED, 'lesson/new'))
    assert len(written.events()) == 4
    assert b'flown' in written.path.read_bytes()


def test_a_read_only_log_is_told(tmp_path: Path) -> None:
    """Where nothing can be written the error says so, and names the folder."""
    (tmp_path / 'state').write_text('a file where the folder should be')
    with pytest.raises(ProgressError, match='can not be written'):
        Log(tmp_path / 'state' / 'log.jsonl').append(log.new(EventKind.STARTED, ''))


def test_a_full_disk_is_told(written: Log) -> None:
    """The kernel's own always-full device: a clear error, and no event before it is lost."""
    with pytest.raises(ProgressError, match='No space left'):
        Log(Path('/dev/full')).append(log.new(EventKind.STARTED, ''))
    assert len(written.events()) == 3
