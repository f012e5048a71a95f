"""Write an export into a file, whole or not at all, and never over something that only it holds."""

import os
from collections.abc import Iterable
from pathlib import Path

from galka.model.course import Course
from galka.model.errors import ProgressError
from galka.model.progress import Event, EventKind
from galka.progress import exchange
from galka.translation import translate


def write(file: Path, text: str, course: Course, events: Iterable[Event]) -> None:
    """Write the export ``text``; a file that is there has to hold nothing beyond ``events``.

    Raises ProgressError, and leaves the file as it was, when it does, or can not be written.
    """
    try:
        _write(file, text, course, events)
    except OSError as error:
        raise ProgressError(
            translate('{file} can not be written: {error}').format(file=file, error=error),
        ) from error


def _write(file: Path, text: str, course: Course, events: Iterable[Event]) -> None:
    if file.exists() and not file.is_file():
        # A device or a pipe holds nothing that could be lost.
        file.write_text(text, 'utf-8')
        return
    if file.exists() and _adds(file.read_bytes(), course, events):
        raise ProgressError(
            translate('{file} holds something that is not in your progress.').format(file=file),
            translate('It was left as it is. Name another file, or remove this one first.'),
        )
    # A link goes on leading where it leads.
    target = file.resolve()
    unfinished = target.with_name(f'{target.name}.{os.urandom(4).hex()}')
    try:
        unfinished.write_text(text, 'utf-8')
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _adds(content: bytes, course: Course, events: Iterable[Event]) -> bool:
    """Tell whether something would be lost with a file: merging it would not bring all of it."""
    if not content.strip():
        return False
    try:
        brought = exchange.take(course, content.decode('utf-8-sig'), events)
    except (UnicodeDecodeError, ProgressError):
        return True
    # An open mark takes nothing away: it may be older than the tick.
    new = [event for event in brought.events if event.kind is not EventKind.UNCLAIMED]
    return bool(new or brought.unknown)
