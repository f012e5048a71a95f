"""Progress as a file: the checklist's own format, a Markdown task list, or JSON.

Each format carries the marks for people and the events for galka, so that importing an export
loses nothing. In a file that a person wrote there are only marks; those become *claimed*.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import final

from galka.course import checklist
from galka.course.checklist import Entry, Owners, Stray
from galka.model.course import Course, Lesson
from galka.model.errors import ProgressError
from galka.model.progress import Event, EventKind, LessonState, Standing
from galka.progress import log
from galka.progress.standing import lesson_state, standing
from galka.translation import translate

#: What comes of a text that is no JSON of an export.
NO_EXPORT = (ValueError, *log.MALFORMED)
TICKED = frozenset((LessonState.SOLVED, LessonState.CLAIMED))
CLAIMED_NOTE = ' *(claimed)*'
CHECKLIST_EVENT = re.compile(r'# galka (?P<event>\{.*\})\s*')
MARKDOWN_EVENT = re.compile(r'<!-- galka (?P<event>\{.*\}) -->\s*')
MARKDOWN_ITEM = re.compile(r'[-*+] \[(?P<mark>[ xX])\]\s+(?P<words>.+)')
MARKDOWN_SECTION = re.compile(r'##+\s+(?P<name>.+)')
MARKDOWN_SUBITEM = re.compile(r'\s+[-*+]\s+(?P<words>.+)')


@final
class Format(StrEnum):
    """The formats of a file of progress."""

    CHECKLIST = 'checklist'
    MARKDOWN = 'markdown'
    JSON = 'json'


@final
@dataclass(frozen=True, slots=True)
class Imported:
    """What a file brings: new events, and the lines that no lesson answers."""

    events: tuple[Event, ...]
    unknown: tuple[Stray, ...]


def export(course: Course, events: Iterable[Event], form: Format) -> str:
    """Return the progress as a text that ends with a newline."""
    known = log.in_order(events)
    if form is Format.JSON:
        return _to_json(course, known)
    reached = standing(known)
    write = _to_checklist if form is Format.CHECKLIST else _to_markdown
    text = '\n'.join([*write(course, reached), '', *_event_lines(known, form)]).rstrip()
    return f'{text}\n'


def take(course: Course, text: str, events: Iterable[Event]) -> Imported:
    """Read a file of any format beside the ``events`` that are there already.

    Raises ProgressError when the text is none of the formats.
    """
    have = log.in_order(events)
    brought, entries, strays = _read(text)
    present = {event.uid for event in have}
    fresh = tuple(event for event in log.in_order(brought) if event.uid not in present)
    reached = standing(log.in_order((*have, *fresh)))
    owners = Owners(course)
    marks = tuple(
        event for entry in entries for event in _mark(reached, entry, owners.marked_by(entry))
    )
    return Imported((*fresh, *marks), (*_unknown(owners, entries), *strays))


def _read(text: str) -> tuple[tuple[Event, ...], tuple[Entry, ...], tuple[Stray, ...]]:
    if text.lstrip().startswith('{'):
        return _events_of_json(text), (), ()
    if any(MARKDOWN_ITEM.fullmatch(line.rstrip()) for line in text.splitlines()):
        entries, strays = _parse_markdown(text)
        return _events_of_lines(text, MARKDOWN_EVENT), entries, strays
    entries, strays = checklist.parse(text)
    if not entries:
        raise ProgressError(
            translate('There is no checklist, no task list and no JSON in this file.'),
            translate('A line of a checklist begins with "+ " or "- ".'),
        )
    return _events_of_lines(text, CHECKLIST_EVENT), entries, strays


def _events_of_lines(text: str, pattern: re.Pattern[str]) -> tuple[Event, ...]:
    found = filter(None, map(pattern.fullmatch, text.splitlines()))
    return _events(match['event'] for match in found)


def _events_of_json(text: str) -> tuple[Event, ...]:
    try:
        entries = json.loads(text)['events']
    except NO_EXPORT:
        return _events(_lines_of_log(text))
    if not isinstance(entries, list):
        raise ProgressError(translate('"events" is not a list in this file.'))
    return _events(json.dumps(entry) for entry in entries)


def _lines_of_log(text: str) -> list[str]:
    """Return the lines of a log, one JSON object each; a torn last one is left out."""
    *lines, tail = text.split('\n')
    try:
        log.from_line(tail)
    except ValueError:
        # If there is no other line, it has to be told that this is no progress.
        return lines or [tail]
    return [*lines, tail]


def _events(lines: Iterable[str]) -> tuple[Event, ...]:
    try:
        events = tuple(log.read_lines(lines))
        # JSON can name half a character, and then no log can hold it.
        ''.join(map(log.to_line, events)).encode()
    except ValueError as error:
        raise ProgressError(
            translate('This file holds something that is not progress: {error}').format(
                error=error
            ),
            translate('Nothing was imported.'),
        ) from error
    return events


def _mark(reached: Standing, entry: Entry, lessons: tuple[Lesson, ...]) -> Iterator[Event]:
    """Yield the events that make the lessons agree with the mark of their entry."""
    states = {lesson.id: lesson_state(reached, lesson) for lesson in lessons}
    if entry.ticked:
        changed = [lesson for lesson, state in states.items() if state not in TICKED]
    elif TICKED.issuperset(states.values()):
        changed = [lesson for lesson in states if lesson in reached.claimed]
    else:
        changed = []
    kind = EventKind.CLAIMED if entry.ticked else EventKind.UNCLAIMED
    return (log.new(kind, lesson) for lesson in changed)


def _unknown(owners: Owners, entries: Iterable[Entry]) -> Iterator[Stray]:
    for entry in entries:
        for words, lesson in owners.owners(entry).items():
            if lesson is None:
                yield Stray(entry.number, checklist.printable(words))


def _event_lines(events: Iterable[Event], form: Format) -> Iterator[str]:
    for event in events:
        line = log.to_line(event)
        if form is Format.CHECKLIST:
            yield f'# galka {line}'
        else:
            # Two hyphens would end the comment.
            escaped = line.replace('--', r'\u002d\u002d')
            yield f'<!-- galka {escaped} -->'


def _to_json(course: Course, events: tuple[Event, ...]) -> str:
    reached = standing(events)
    content = {
        'format': log.VERSION,
        'lessons': {lesson.id: lesson_state(reached, lesson) for lesson in course.lessons},
        'tasks': {task.id: reached.task(task.id) for task in course.tasks},
        'events': [json.loads(log.to_line(event)) for event in events],
    }
    text = json.dumps(content, ensure_ascii=False, indent=2)
    return f'{text}\n'


def _to_checklist(course: Course, reached: Standing) -> Iterator[str]:
    owners = Owners(course)
    text = checklist.template(course)
    ticked = {
        entry.number for entry in checklist.parse(text)[0] if is_ticked(reached, owners, entry)
    }
    for number, line in enumerate(text.splitlines(), start=1):
        yield f'{checklist.TICKED}{line[1:]}' if number in ticked else line


def is_ticked(reached: Standing, owners: Owners, entry: Entry) -> bool:
    """Tell whether all lessons that an entry's mark speaks for are solved or claimed."""
    lessons = owners.marked_by(entry)
    return bool(lessons) and all(lesson_state(reached, lesson) in TICKED for lesson in lessons)


def _to_markdown(course: Course, reached: Standing) -> Iterator[str]:
    owners = Owners(course)
    section = ''
    for entry in checklist.read(course):
        if entry.section != section:
            section = entry.section
            yield from ('', f'## {section}', '')
        mark = 'x' if is_ticked(reached, owners, entry) else ' '
        claimed = mark == 'x' and any(
            lesson_state(reached, lesson) is LessonState.CLAIMED
            for lesson in owners.marked_by(entry)
        )
        words, *below = entry.lines
        yield f'- [{mark}] {words}{CLAIMED_NOTE if claimed else ""}'
        yield from (f'  - {line}' for line in below)


def _parse_markdown(text: str) -> tuple[tuple[Entry, ...], tuple[Stray, ...]]:
    """Turn a task list into a checklist, so that one parser reads both."""
    return checklist.parse('\n'.join(_to_checklist_line(line) for line in text.splitlines()))


def _to_checklist_line(line: str) -> str:
    item = MARKDOWN_ITEM.fullmatch(line.rstrip())
    if item:
        mark = checklist.OPEN if item['mark'] == ' ' else checklist.TICKED
        return f'{mark} {item["words"].removesuffix(CLAIMED_NOTE)}'
    section = MARKDOWN_SECTION.fullmatch(line.rstrip())
    if section:
        return f'{section["name"]}:'
    below = MARKDOWN_SUBITEM.fullmatch(line.rstrip())
    if below:
        return f'  * {below["words"]}'
    return '' if MARKDOWN_EVENT.fullmatch(line) or line.startswith('# ') else line
