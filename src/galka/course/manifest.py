"""Read ``lessons/curriculum.toml``, the one order of the course."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from galka.model.course import Course, Lesson, Status, Task, Track
from galka.model.errors import CourseError
from galka.translation import translate

FORMAT = 1
MANIFEST = 'lessons/curriculum.toml'
LESSON_KEYS = frozenset(
    (
        *('id', 'title', 'status', 'aliases', 'after', 'minutes'),
        *('section', 'checklist', 'tools', 'tasks'),
    )
)

Table = Mapping[str, Any]


def load(root: Path) -> Course:
    """Read the course below ``root``.

    Raises CourseError, with the place and the cause, when the manifest is missing or malformed.
    """
    manifest = root / MANIFEST
    try:
        table = tomllib.loads(manifest.read_text('utf-8'))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CourseError(
            translate('The course can not be read: {error}').format(error=f'{manifest}: {error}'),
        ) from error
    if table.get('format') != FORMAT:
        raise CourseError(
            translate('{manifest} has format {found}, and this galka reads format {known}.').format(
                manifest=manifest,
                found=table.get('format'),
                known=FORMAT,
            ),
            translate('Install the newest galka.'),
        )
    try:
        return Course(root, tuple(_tracks(root, table)))
    except (KeyError, TypeError, ValueError) as error:
        raise CourseError(
            translate('{manifest} is malformed: {error}').format(
                manifest=manifest,
                error=_describe(error),
            ),
        ) from error


def _describe(error: Exception) -> str:
    if isinstance(error, KeyError):
        return translate('the key {key} is missing').format(key=error)
    return str(error)


def _tracks(root: Path, table: Table) -> Iterator[Track]:
    for track in table['tracks']:
        lessons = tuple(_lesson(root, track['id'], entry) for entry in track['lessons'])
        yield Track(track['id'], track['title'], lessons)


def _lesson(root: Path, track_id: str, entry: Table) -> Lesson:
    lesson_id = f'{track_id}/{entry["id"]}'
    unknown = entry.keys() - LESSON_KEYS
    if unknown:
        raise ValueError(f'{lesson_id} has unknown keys: {", ".join(sorted(unknown))}')
    return Lesson(
        id=lesson_id,
        title=entry['title'],
        section=entry.get('section', ''),
        checklist=tuple(entry['checklist']),
        after=tuple(entry.get('after', ())),
        minutes=int(entry['minutes']),
        tools=tuple(entry.get('tools', ())),
        status=Status(entry.get('status', Status.READY)),
        tasks=tuple(
            Task(f'{lesson_id}/{name}', root / 'exercises' / lesson_id / name)
            for name in entry.get('tasks', ())
        ),
        aliases=tuple(entry.get('aliases', ())),
    )
