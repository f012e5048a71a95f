"""What a lesson's page says about the lesson: ``:lesson:`` and ``.. checklist::``."""

from collections.abc import Iterator

import english
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, SphinxRole
from the_course import LESSONS, facts_of, is_russian, reference, tick, words

from galka.model.course import Lesson


class LessonRole(SphinxRole):
    """``:lesson:`python/slots``` is the title of a lesson, and a link once its page is written."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the title."""
        lesson = LESSONS.get(self.text)
        if lesson is None:
            message = self.inliner.reporter.error(
                f'the course has no lesson {self.text}',
                line=self.lineno,
            )
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]
        return [reference(lesson, self.env.docname)], []


class RussianRole(SphinxRole):
    """``:ru:`галка``` is Russian, and is read out as Russian."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the words."""
        return [nodes.emphasis('', self.text, classes=['language-ru'])], []


class ChecklistLine(SphinxDirective):
    """The learner's own words for this lesson, with their tick and their English."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a box with the words, the time and what to know first."""
        if self.arguments[0] not in LESSONS:
            raise self.error(f'the course has no lesson {self.arguments[0]}')
        lesson = LESSONS[self.arguments[0]]
        self.env.note_dependency(str(english.SOURCE))
        box = nodes.container(classes=['galka-line'])
        for number, line in enumerate(lesson.checklist):
            box += nodes.paragraph('', '', *([] if number else [tick(lesson)]), words(line))
            if is_russian(line):
                box += nodes.paragraph('', english.of_line(line), classes=['galka-english'])
        facts = nodes.paragraph('', facts_of(lesson), classes=['galka-facts'])
        facts.extend(self._known_first(lesson))
        box += facts
        return [box]

    def _known_first(self, lesson: Lesson) -> Iterator[nodes.Node]:
        for number, known in enumerate(lesson.after):
            yield nodes.Text(', ' if number else ' · know first: ')
            yield reference(LESSONS[known], self.env.docname)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the role and the directive."""
    app.add_role('lesson', LessonRole())
    app.add_role('ru', RussianRole())
    app.add_directive('checklist', ChecklistLine)
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
