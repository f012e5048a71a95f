"""What pages say about the course: the checklist's line, an exercise, a track, the whole checklist.

Everything comes from the manifest and the tasks' folders, so a page can't disagree with them.
"""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import ClassVar, Final

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, SphinxRole

from galka.course import checklist, manifest, task_files
from galka.course.checklist import Owners
from galka.model.course import Course, Lesson, Status, Task, Track

ROOT: Final = Path(__file__).parents[2]
COURSE: Final[Course] = manifest.load(ROOT)
LANGUAGES: Final = {
    '.py': 'python',
    '.conf': 'nginx',
    '.sql': 'postgresql',
    '.sh': 'bash',
    '.html': 'html',
}
NAMED: Final = {'Dockerfile': 'docker'}


def tick(lesson: Lesson) -> nodes.raw:
    """Return the place where a reader's state of a lesson is shown; `galka serve` fills it."""
    word = 'planned' if lesson.status is Status.PLANNED else 'open'
    html = (
        f'<span class="galka-tick" data-lesson="{escape(lesson.id)}" data-state="open">'
        f'{word}</span>'
    )
    return nodes.raw('', html, format='html')


def lesson_by_id(lesson_id: str) -> Lesson:
    """Return a lesson. Raises KeyError when the manifest has none of this id."""
    return {lesson.id: lesson for lesson in COURSE.lessons}[lesson_id]


def reference(lesson: Lesson, docname: str = '') -> nodes.Node:
    """Return the title of a lesson, as a link where its page is written."""
    title = nodes.inline('', lesson.title)
    if lesson.status is Status.PLANNED:
        title['classes'].append('galka-planned')
        return title
    return addnodes.pending_xref(
        '',
        title,
        refdomain='std',
        reftype='doc',
        reftarget=f'/lessons/{lesson.id}',
        refdoc=docname,
        refexplicit=True,
        refwarn=True,
    )


class LessonRole(SphinxRole):
    """``:lesson:`python/slots``` is the title of a lesson, and a link once its page is written."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the title."""
        try:
            lesson = lesson_by_id(self.text)
        except KeyError:
            message = self.inliner.reporter.error(
                f'the course has no lesson {self.text}',
                line=self.lineno,
            )
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]
        return [reference(lesson, self.env.docname)], []


class ChecklistLine(SphinxDirective):
    """The learner's own words for this lesson, with their tick."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a box with the words, the time and what to know first."""
        lesson = lesson_by_id(self.arguments[0])
        box = nodes.container(classes=['galka-line'])
        words = nodes.paragraph()
        words += tick(lesson)
        for line in lesson.checklist:
            words += nodes.inline('', line, classes=['galka-words'], language='ru')
        box += words
        facts = nodes.paragraph(classes=['galka-facts'])
        facts += nodes.Text(f'About {lesson.minutes} minutes.')
        if lesson.after:
            facts += nodes.Text(' Know first: ')
            for number, known in enumerate(lesson.after):
                facts += nodes.Text(', ' if number else '')
                facts += reference(lesson_by_id(known), self.env.docname)
            facts += nodes.Text('.')
        box += facts
        return [box]


class Exercise(SphinxDirective):
    """A task: its README, the files that the learner gets, the hints, and what to type."""

    required_arguments = 1
    option_spec: ClassVar = {'class': directives.class_option}

    def run(self) -> list[nodes.Node]:
        """Return a section named after the task."""
        task = {task.id: task for task in COURSE.tasks}[self.arguments[0]]
        title, body = self._readme(task)
        section = nodes.section(ids=[f'exercise-{task.name.replace("_", "-")}'])
        section['classes'].append('galka-exercise')
        section += nodes.title('', title)
        self._parse(body, task.readme, section)
        command = f'galka open {task.name}\ngalka check {task.name}'
        section += nodes.literal_block(command, command, language='text')
        section += self._details('The files that you get', self._stub(task))
        section += self._details('Hints', self._hints(task))
        return [section]

    def _readme(self, task: Task) -> tuple[str, list[str]]:
        self.env.note_dependency(str(task.readme))
        title, _, *body = task.readme.read_text('utf-8').strip().splitlines()
        return title, body

    def _parse(self, lines: list[str], source: Path, into: nodes.Element) -> None:
        self.state.nested_parse(StringList(lines, str(source)), 0, into)

    def _details(self, summary: str, content: Iterator[nodes.Node]) -> list[nodes.Node]:
        start = f'<details class="galka-details"><summary>{escape(summary)}</summary>'
        return [
            nodes.raw('', start, format='html'),
            *content,
            nodes.raw('', '</details>', format='html'),
        ]

    def _stub(self, task: Task) -> Iterator[nodes.Node]:
        for path in task_files.files_below(task.stub):
            source = task.stub / path
            self.env.note_dependency(str(source))
            code = source.read_text('utf-8').rstrip('\n')
            language = NAMED.get(path.name, LANGUAGES.get(path.suffix, 'text'))
            yield nodes.paragraph('', '', nodes.literal('', str(path)))
            yield nodes.literal_block(code, code, language=language)

    def _hints(self, task: Task) -> Iterator[nodes.Node]:
        source = task.folder / 'hints.rst'
        self.env.note_dependency(str(source))
        for hint in task_files.hints(task):
            yield from self._details(hint.title, self._hint(hint.text, source))

    def _hint(self, text: str, source: Path) -> Iterator[nodes.Node]:
        holder = nodes.container()
        self._parse(text.splitlines(), source, holder)
        yield holder


class TrackLessons(SphinxDirective):
    """The lessons of a track: a table for the reader, and a hidden table of contents for Sphinx."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the list and the table of contents."""
        track = {track.id: track for track in COURSE.tracks}[self.arguments[0]]
        self.env.note_dependency(str(ROOT / manifest.MANIFEST))
        listing = nodes.bullet_list(classes=['galka-lessons'])
        for lesson in track.lessons:
            line = nodes.paragraph('', '', tick(lesson))
            line += reference(lesson, self.env.docname)
            line += nodes.inline('', f'{lesson.minutes} min', classes=['galka-minutes'])
            listing += nodes.list_item('', line)
        return [listing, self._contents(track)]

    def _contents(self, track: Track) -> nodes.Node:
        pages = [
            f'lessons/{lesson.id}' for lesson in track.lessons if lesson.status is Status.READY
        ]
        pages = [
            page
            for lesson_page in pages
            for page in (lesson_page, lesson_page.replace('lessons/', 'notebooks/', 1))
            if page in self.env.found_docs
        ]
        toctree = addnodes.toctree(
            parent=self.env.docname,
            entries=[(None, page) for page in pages],
            includefiles=pages,
            maxdepth=1,
            caption=None,
            glob=False,
            hidden=True,
            includehidden=False,
            numbered=0,
            titlesonly=True,
            rawentries=[],
        )
        return nodes.compound('', toctree, classes=['toctree-wrapper'])


class WholeChecklist(SphinxDirective):
    """The checklist as its owner wrote it, each line beside its lesson and its tick."""

    def run(self) -> list[nodes.Node]:
        """Return a definition list a section."""
        self.env.note_dependency(str(ROOT / checklist.TEMPLATE))
        owners = Owners(COURSE)
        result: list[nodes.Node] = []
        section: str | None = None
        for entry in checklist.read(COURSE):
            if entry.section != section:
                section = entry.section
                result.append(nodes.rubric('', section or 'Python', language='ru'))
                result.append(nodes.bullet_list(classes=['galka-checklist']))
            for words, lesson in owners.owners(entry).items():
                if lesson:
                    result[-1] += self._line(words, lesson)
        return result

    def _line(self, words: str, lesson: Lesson) -> nodes.Node:
        line = nodes.paragraph('', '', tick(lesson))
        line += nodes.inline('', words, classes=['galka-words'], language='ru')
        line += reference(lesson, self.env.docname)
        return nodes.list_item('', line)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the role and the directives."""
    app.add_role('lesson', LessonRole())
    app.add_directive('checklist', ChecklistLine)
    app.add_directive('exercise', Exercise)
    app.add_directive('track', TrackLessons)
    app.add_directive('whole-checklist', WholeChecklist)
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
