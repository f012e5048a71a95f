"""The log of events: one JSON object a line, written in one call, synced, never rewritten.

A torn last line costs that event only. Two processes append side by side and lose nothing, because
each line is one ``write`` to a file opened with O_APPEND. Two logs merge by concatenation.
"""

import contextlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, final

from galka.model.errors import ProgressError
from galka.model.progress import Event, EventKind
from galka.translation import translate

VERSION = 1
#: Windows would turn line ends into two bytes.
OPENING = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, 'O_BINARY', 0)
#: What comes of JSON that is no event; of brackets within brackets without end, a RecursionError.
MALFORMED = (KeyError, TypeError, AttributeError, OverflowError, RecursionError)
#: Enough for no two events of a learner's life to share a uid.
UID_BYTES = 16


def new(kind: EventKind, subject: str, **details: str | int) -> Event:
    """Return an event that happens now."""
    now = datetime.now(UTC).isoformat(timespec='milliseconds')
    return Event(kind, subject, now, os.urandom(UID_BYTES).hex(), details)


def to_line(event: Event) -> str:
    """Return the event as one line of the log, without its end."""
    entry: dict[str, Any] = {
        'v': VERSION,
        'at': event.at,
        'id': event.uid,
        'event': event.kind,
        'subject': event.subject,
        **({'details': dict(event.details)} if event.details else {}),
    }
    return json.dumps(entry, ensure_ascii=False, separators=(',', ':'))


def from_line(line: str | bytes) -> Event:
    """Read one line of a log. Raises ValueError when it is not an event."""
    try:
        return _event(json.loads(line))
    except MALFORMED as error:
        raise ValueError(f'not an event: {error!r}') from error


def _event(entry: Any) -> Event:
    details = dict(entry.get('details', {}))
    return Event(
        EventKind(entry['event']),
        str(entry['subject']),
        str(entry['at']),
        str(entry['id']),
        # The only detail that is counted with.
        details | {'number': int(details['number'])} if 'number' in details else details,
    )


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return events by time, each once, however often a merge brought it."""
    unique = {event.uid: event for event in events}
    return tuple(sorted(unique.values(), key=lambda event: (event.at, event.uid)))


@final
class Log:
    """The log of one workspace."""

    def __init__(self, path: Path) -> None:
        self.path = path
        #: Set when a damaged part of the log was found: where its copy is kept.
        self.kept_aside: Path | None = None

    def append(self, *events: Event) -> None:
        """Write events durably, all of them in one call.

        Raises ProgressError, and leaves the log as it was, when the disk is full or read-only.
        """
        if not events:
            return
        try:
            self._write(events)
        except OSError as error:
            raise ProgressError(
                translate('Your progress can not be written: {error}').format(error=error),
                translate(
                    'Nothing was lost. Make room or give yourself write access: {path}'
                ).format(
                    path=self.path.parent,
                ),
            ) from error

    def events(self) -> tuple[Event, ...]:
        """Return all events, oldest first.

        A damaged line is skipped, and a copy of the log is kept beside it; see ``kept_aside``.
        """
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise ProgressError(
                translate('Your progress can not be read: {error}').format(error=error),
                translate('Nothing was changed. Make the file readable, then try again.'),
            ) from error
        *lines, tail = content.split(b'\n')
        found: list[Event] = []
        damaged: list[bytes] = []
        for line in filter(bytes.strip, lines):
            try:
                found.append(from_line(line))
            except ValueError:
                damaged.append(line)
        with contextlib.suppress(ValueError):
            found.extend(read_lines([tail]))
        self._keep_aside(b'\n'.join(damaged))
        return in_order(found)

    def _write(self, events: Iterable[Event]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path, OPENING, 0o644)
        try:
            _append(descriptor, ''.join(f'{to_line(event)}\n' for event in events).encode())
        finally:
            os.close(descriptor)

    def _keep_aside(self, damaged: bytes) -> None:
        """Keep damaged lines in a file of their own, once, so that somebody can look at them."""
        aside = self.path.with_name(f'{self.path.name}.damaged-{zlib.crc32(damaged):08x}')
        if damaged and not aside.exists():
            with contextlib.suppress(OSError):
                aside.write_bytes(damaged)
            self.kept_aside = aside


def _append(descriptor: int, lines: bytes) -> None:
    """Append whole lines; a torn tail of a killed process gets its end first."""
    size = os.fstat(descriptor).st_size
    if size:
        os.lseek(descriptor, -1, os.SEEK_END)
        if os.read(descriptor, 1) != b'\n':
            lines = b'\n%s' % lines
    written = os.write(descriptor, lines)
    if written != len(lines):
        # The part goes again, unless another process has appended to it: then it stays damaged.
        if os.fstat(descriptor).st_size == size + written:
            os.ftruncate(descriptor, size)
        raise OSError(f'only {written} of {len(lines)} bytes were written')
    os.fsync(descriptor)


def read_lines(lines: Iterable[str | bytes]) -> Iterator[Event]:
    """Yield the events of exported lines. Raises ValueError when a line is not an event."""
    return (from_line(line) for line in lines if line.strip())
