"""The learner's checklist as a text: sections, ``+`` and ``-`` lines, ``*`` lines below them.

One line of the checklist belongs to one lesson, but only a line with ``+`` or ``-`` has a mark of
its own; the lines below it share that mark. So a mark may speak for several lessons.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import final

from galka.model.course import Course, Lesson

TEMPLATE = 'lessons/checklist.ru.txt'
TICKED, OPEN = '+', '-'
#: Lines of this kind carry galka's own events, so that an export can be imported without loss.
COMMENT = '#'
ITEM = re.compile(r'(?P<mark>[+-])\s+(?P<words>.+)')
SUBITEM = re.compile(r'\s+\*\s+(?P<words>.+)')
SECTION = re.compile(r'(?P<name>[^\s+*#-].*):\s*')


@final
@dataclass(frozen=True, slots=True)
class Entry:
    """One marked line with the lines below it.

    ``number`` is the line of the text where it stands, from 1; ``lines`` are the words of the
    marked line, then of each line below it.
    """

    number: int
    section: str
    ticked: bool
    lines: tuple[str, ...]


@final
@dataclass(frozen=True, slots=True)
class Stray:
    """A line that is none of a checklist's: it is reported, never dropped silently."""

    number: int
    text: str


def normal(words: str) -> str:
    """Return the words in the form in which they are compared."""
    return ' '.join(words.split()).rstrip('.').casefold()


def parse(text: str) -> tuple[tuple[Entry, ...], tuple[Stray, ...]]:
    """Split a checklist into its entries and the lines that are not a checklist's."""
    parser = _Parser()
    for number, line in enumerate(text.removeprefix('\ufeff').splitlines(), start=1):
        if line.strip() and not line.startswith(COMMENT):
            parser.take(number, line.rstrip())
    parser.finish()
    return tuple(parser.entries), tuple(parser.strays)


def printable(text: str) -> str:
    """Return the text without control characters: a file must not steer the terminal."""
    return ''.join(character if character.isprintable() else '?' for character in text)


@final
class _Parser:
    """Reads a checklist line by line."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.strays: list[Stray] = []
        self._section = ''
        #: The words of the last entry, which is made anew when all of them are known: of each of
        #: its lines, the parts that it was broken into.
        self._lines: list[list[str]] = []

    def take(self, number: int, line: str) -> None:
        item = ITEM.fullmatch(line)
        heading = SECTION.fullmatch(line)
        if item:
            self.finish()
            ticked = item['mark'] == TICKED
            self._lines = [[item['words']]]
            self.entries.append(Entry(number, self._section, ticked, (item['words'],)))
        elif heading:
            self._section = heading['name'].strip()
        elif self.entries and line[0].isspace():
            self._go_on(line)
        else:
            self.strays.append(Stray(number, printable(line.strip())))

    def finish(self) -> None:
        if self.entries:
            self.entries[-1] = replace(self.entries[-1], lines=tuple(map(' '.join, self._lines)))

    def _go_on(self, line: str) -> None:
        """Take a line that stands below an entry: one of its own, or the rest of the last."""
        below = SUBITEM.fullmatch(line)
        if below:
            self._lines.append([below['words']])
        else:
            self._lines[-1].append(line.strip())


@final
class Owners:
    """Which lesson a line of the checklist belongs to."""

    def __init__(self, course: Course) -> None:
        self._by_place: dict[tuple[str, str], Lesson] = {}
        self._by_words: dict[str, list[Lesson]] = {}
        for lesson in course.lessons:
            for words in lesson.checklist:
                self._by_place[normal(lesson.section), normal(words)] = lesson
                self._by_words.setdefault(normal(words), []).append(lesson)

    def owner(self, section: str, words: str) -> Lesson | None:
        """Return the lesson of a line, by its section and words, or by words that are unique."""
        at_its_place = self._by_place.get((normal(section), normal(words)))
        anywhere = self._by_words.get(normal(words), [])
        unique = anywhere[0] if len(anywhere) == 1 else None
        return at_its_place or unique

    def owners(self, entry: Entry) -> Mapping[str, Lesson | None]:
        """Return the lesson of each line of an entry."""
        return {words: self.owner(entry.section, words) for words in entry.lines}

    def marked_by(self, entry: Entry) -> tuple[Lesson, ...]:
        """Return the lessons that the mark of an entry speaks for, each once."""
        found = {lesson.id: lesson for lesson in self.owners(entry).values() if lesson}
        return tuple(found.values())


def template(course: Course) -> str:
    """Return the course's checklist with every line open."""
    written = course.root / TEMPLATE
    if written.is_file():
        return '\n'.join(
            f'{OPEN}{line[1:]}' if ITEM.fullmatch(line) else line
            for line in written.read_text('utf-8').splitlines()
        )
    return '\n'.join(_from_manifest(course))


def _from_manifest(course: Course) -> Iterator[str]:
    section = ''
    for lesson in sorted(course.lessons, key=lambda lesson: lesson.section):
        if lesson.section != section:
            section = lesson.section
            yield from ('', f'{section}:')
        yield from (f'{OPEN} {words}' for words in lesson.checklist)


def read(course: Course) -> tuple[Entry, ...]:
    """Return the entries of the course's own checklist."""
    return parse(template(course))[0]
