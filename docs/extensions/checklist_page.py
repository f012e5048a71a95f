"""The whole checklist, as its owner wrote it: ``.. whole-checklist::``."""

from collections.abc import Iterator
from itertools import groupby

import english
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from the_course import COURSE, ROOT, facts_of, is_russian, reference, tick, words

from galka.course import checklist
from galka.course.checklist import Entry, Owners
from galka.model.course import Lesson, Status

#: The first lines of the checklist stand above its first section.
FIRST_SECTION = 'Python and the rest'


class WholeChecklist(SphinxDirective):
    """Each line beside its English, its lesson and its tick."""

    def run(self) -> list[nodes.Node]:
        """Return a section of the page for each section of the checklist."""
        self.env.note_dependency(str(ROOT / checklist.TEMPLATE))
        self.env.note_dependency(str(english.SOURCE))
        entries = groupby(checklist.read(COURSE), key=lambda entry: entry.section)
        return [self._section(name, list(group)) for name, group in entries]

    def _section(self, name: str, entries: list[Entry]) -> nodes.Node:
        title = FIRST_SECTION
        heading = nodes.title('', '')
        if is_russian(name):
            title = english.of_section(name)
            heading += nodes.inline('', name, classes=['language-ru'])
            heading += nodes.Text(f' · {title}')
        else:
            title = name or FIRST_SECTION
            heading += nodes.Text(title)
        listing = nodes.bullet_list(classes=['galka-checklist'])
        for entry in entries:
            listing += list(self._entry(entry))
        return nodes.section('', heading, listing, ids=[nodes.make_id(title)], names=[title])

    def _entry(self, entry: Entry) -> Iterator[nodes.Node]:
        owners = Owners(COURSE)
        for number, (line, lesson) in enumerate(owners.owners(entry).items()):
            if lesson:
                yield self._line(line, lesson, below=bool(number))

    def _line(self, line: str, lesson: Lesson, *, below: bool) -> nodes.Node:
        item = nodes.list_item(classes=['galka-below'] if below else [])
        item += nodes.paragraph('', '', tick(lesson), words(line))
        answer = nodes.container()
        if is_russian(line):
            answer += nodes.paragraph('', english.of_line(line), classes=['galka-english'])
        planned = ' · planned' if lesson.status is Status.PLANNED else f' · {facts_of(lesson)}'
        title = reference(lesson, self.env.docname)
        answer += nodes.paragraph('', '', title, nodes.Text(planned), classes=['galka-facts'])
        item += answer
        return item


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive."""
    app.add_directive('whole-checklist', WholeChecklist)
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
