"""The log loses nothing that was written."""

import json
import os
from pathlib import Path

import pytest

from galka.model.errors import ProgressError
from galka.model.progress import EventKind
from galka.progress import log
from galka.progress.log import Log
from tests.unit.tool.driver import Galka, noted


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


def test_an_event_counts_once(written: Log) -> None:
    """Two logs merge by concatenation, however much of them is the same."""
    whole = written.path.read_bytes()
    known = written.events()
    written.path.write_bytes(whole + whole)
    assert written.events() == known


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


def test_events_are_one_write(written: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many events there are, one call writes them, and they are synced after it."""
    calls: list[str] = []
    for name in ('write', 'fsync'):
        monkeypatch.setattr(os, name, noted(calls, name))
    written.append(*(log.new(EventKind.CLAIMED, 'lesson/new') for _ in range(3)))
    assert calls == ['write', 'fsync']


def test_what_another_process_appends_stays(
    written: Log,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Another process may append between the look at the end of the log and the write."""
    write = os.write

    def late(descriptor: int, lines: bytes) -> int:
        monkeypatch.setattr(os, 'write', write)
        Log(written.path).append(log.new(EventKind.CLAIMED, 'lesson/other'))
        return write(descriptor, lines)

    monkeypatch.setattr(os, 'write', late)
    written.append(log.new(EventKind.CLAIMED, 'lesson/new'))
    assert len(written.events()) == 5


def test_a_short_write_is_told(written: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only a part of an event found room the error says so, and the log is as it was."""
    before = written.path.read_bytes()
    write = os.write
    monkeypatch.setattr(os, 'write', lambda descriptor, lines: write(descriptor, lines[:10]))
    with pytest.raises(ProgressError, match='only 10 of'):
        written.append(log.new(EventKind.CLAIMED, 'lesson/new'))
    monkeypatch.undo()
    assert written.path.read_bytes() == before
    written.append(log.new(EventKind.CLAIMED, 'lesson/new'))
    assert len(written.events()) == 4


def test_a_short_write_takes_nothing_of_others(
    written: Log,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What another process has appended to a part of an event stays, and counts."""
    write = os.write

    def short(descriptor: int, lines: bytes) -> int:
        monkeypatch.setattr(os, 'write', write)
        count = write(descriptor, lines[:10])
        Log(written.path).append(log.new(EventKind.CLAIMED, 'lesson/other'))
        return count

    monkeypatch.setattr(os, 'write', short)
    with pytest.raises(ProgressError, match='only 10 of'):
        written.append(log.new(EventKind.CLAIMED, 'lesson/lost'))
    assert 'lesson/other' in {event.subject for event in written.events()}


def test_a_last_line_without_its_end_counts(written: Log) -> None:
    """A line that lacks nothing but its end is an event, before and after the next one."""
    written.path.write_bytes(written.path.read_bytes()[:-1])
    assert len(written.events()) == 3
    written.append(log.new(EventKind.CLAIMED, 'lesson/new'))
    assert len(written.events()) == 4


def test_a_log_that_can_not_be_read_is_told(tmp_path: Path) -> None:
    """What is no file is no log: the error says so, and it is not taken for an empty one."""
    with pytest.raises(ProgressError, match='can not be read'):
        Log(tmp_path).events()


def test_a_damaged_part_is_told(started: Galka) -> None:
    """The learner reads where the part of the log is that could not be read."""
    with (started.workspace / '.galka/log.jsonl').open('a') as stream:
        stream.write('garbage\n')
    assert 'log.jsonl.damaged-' in started().stderr
