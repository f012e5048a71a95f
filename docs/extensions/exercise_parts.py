"""An exercise on its lesson's page: ``.. exercise:: python/slots/mend_the_family``."""

from pathlib import Path
from typing import Final

import solving_parts
from docutils import nodes
from docutils.statemachine import StringList
from folding import Details
from pygments.lexers import find_lexer_class_for_filename
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from the_course import COURSE, TASKS, exercise_anchor

from galka.course import ids, task_files
from galka.model.course import Task
from galka.model.errors import UnknownIdError

#: Endings that Pygments does not know, or takes for something else.
LANGUAGES: Final = {'.conf': 'nginx', '.sql': 'postgresql', '.service': 'ini'}
INTERPRETERS: Final = {'python': 'python', 'sh': 'bash', 'bash': 'bash'}


class Exercise(SphinxDirective):
    """A task: its README, what to type, the files that the learner gets, and the hints."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a section named after the task."""
        if self.arguments[0] not in TASKS:
            raise self.error(f'the course has no task {self.arguments[0]}')
        task = TASKS[self.arguments[0]]
        title, body = self._readme(task)
        section = nodes.section(ids=[exercise_anchor(task)], classes=['galka-exercise'])
        section += nodes.title('', title)
        self.env.note_dependency(self.config.galka_browser)
        about = nodes.container()
        self._parse(body, task.readme, about)
        content = (
            *about.children,
            *solving_parts.where(self.config, task),
            _commands(task),
            self._files(task),
            self._hints(task),
        )
        section.extend(solving_parts.around(self.config, task, content))
        return [section]

    def _readme(self, task: Task) -> tuple[str, list[str]]:
        """Return the title, and the lines below it; blank lines stand for what is left out."""
        self.env.note_dependency(str(task.readme))
        title, _, *body = task.readme.read_text('utf-8').strip().splitlines()
        return title, ['', '', *body]

    def _parse(self, lines: list[str], source: Path, into: nodes.Element) -> None:
        self.state.nested_parse(StringList(lines, str(source)), 0, into)

    def _files(self, task: Task) -> nodes.Node:
        folded = Details(summary='The files that you get', classes=['galka-files'])
        for path in task_files.files_below(task.stub):
            source = task.stub / path
            self.env.note_dependency(str(source))
            code = source.read_text('utf-8', errors='replace').rstrip('\n')
            folded += nodes.paragraph('', '', nodes.literal('', str(path)))
            # A stub may be wrong on purpose; its colours need no correct syntax.
            folded += nodes.literal_block(code, code, language=language_of(path, code), force=True)
        return folded

    def _hints(self, task: Task) -> nodes.Node:
        source = task.folder / 'hints.rst'
        self.env.note_dependency(str(source))
        folded = Details(summary='Hints, one at a time', classes=['galka-hints'])
        for hint in task_files.hints(task):
            inner = Details(summary=hint.title)
            self._parse(hint.text.splitlines(), source, inner)
            folded += inner
        return folded


def language_of(path: Path, code: str) -> str:
    """Return the language of a learner's file: by its ending, its name or its first line."""
    lexer = find_lexer_class_for_filename(path.name)
    if lexer and path.suffix not in LANGUAGES:
        return str(lexer.aliases[0])
    first = code.partition('\n')[0]
    program = first.rpartition('/')[2].rpartition(' ')[2] if first.startswith('#!') else ''
    return LANGUAGES.get(path.suffix) or INTERPRETERS.get(program.rstrip('3'), 'text')


def short_name(task: Task) -> str:
    """Return the shortest name of a task that the tool takes for this task alone."""
    try:
        ids.resolve(COURSE, task.name)
    except UnknownIdError:
        return task.id
    return task.name


def _commands(task: Task) -> nodes.Node:
    both = nodes.container(classes=['galka-commands'])
    for word in ('open', 'check'):
        typed = f'$ galka {word} {short_name(task)}'
        both += nodes.literal_block(typed, typed, language='console')
    return both


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive."""
    app.add_directive('exercise', Exercise)
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
