"""The course, read once a build, and the small parts of a page that several directives need."""

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Final

from docutils import nodes
from sphinx import addnodes

from galka.course import manifest
from galka.model.course import Course, Lesson, Status, Task
from galka.tools import TOOLS

ROOT: Final = Path(__file__).parents[2]
COURSE: Final[Course] = manifest.load(ROOT)
LESSONS: Final = {lesson.id: lesson for lesson in COURSE.lessons}
TASKS: Final = {task.id: task for task in COURSE.tasks}
TRACKS: Final = {track.id: track for track in COURSE.tracks}

_CYRILLIC: Final = re.compile('[\u0400-\u04ff]')
_ADDRESS: Final = re.compile(r'https?://\S+')


def tick(lesson: Lesson) -> nodes.raw:
    """Return the place where a reader's state of a lesson is shown; `galka serve` fills it."""
    attributes = f'class="galka-tick" data-lesson="{escape(lesson.id)}" data-state="open"'
    # The space keeps the word apart from what follows, for who hears the page and for the search.
    html = f'<span {attributes}>open</span> '
    return nodes.raw('', html, format='html')


def reference(lesson: Lesson, docname: str) -> nodes.Node:
    """Return the title of a lesson, as a link where its page is written."""
    title = nodes.inline('', lesson.title)
    if lesson.status is Status.PLANNED:
        return title
    return page_link(title, f'/lessons/{lesson.id}', docname)


def page_link(title: nodes.Node, page: str, docname: str) -> nodes.Node:
    """Return a link to a page, which Sphinx checks."""
    return addnodes.pending_xref(
        '',
        title,
        refdomain='std',
        reftype='doc',
        reftarget=page,
        refdoc=docname,
        refexplicit=True,
        refwarn=True,
    )


def words(text: str) -> nodes.inline:
    """Return words of the checklist: marked as Russian where they are, with their addresses."""
    classes = ['galka-words']
    if is_russian(text):
        classes.append('language-ru')
    return nodes.inline('', '', *_with_links(text), classes=classes)


def is_russian(text: str) -> bool:
    """Tell whether a text has Cyrillic letters."""
    return bool(_CYRILLIC.search(text))


def facts_of(lesson: Lesson) -> str:
    """Say how long a lesson takes, how much there is to do, and which tools that needs."""
    facts = [f'{lesson.minutes} min']
    if lesson.tasks:
        facts.append(counted(len(lesson.tasks), 'task'))
    if lesson.tools:
        facts.append(f'needs {", ".join(TOOLS[tool].title for tool in lesson.tools)}')
    return ' · '.join(facts)


def counted(number: int, noun: str) -> str:
    """Return ``1 task``, ``2 tasks``."""
    return f'{number} {noun}' if number == 1 else f'{number} {noun}s'


def title_of(task: Task) -> str:
    """Return the title of a task: the first line of its README."""
    return task.readme.read_text('utf-8').strip().partition('\n')[0]


def exercise_anchor(task: Task) -> str:
    """Return the id of a task's section on its lesson's page."""
    return f'exercise-{task.name.replace("_", "-")}'


def _with_links(text: str) -> Iterator[nodes.Node]:
    end = 0
    for address in _ADDRESS.finditer(text):
        yield nodes.Text(text[end : address.start()])
        yield nodes.reference('', address[0], refuri=address[0])
        end = address.end()
    yield nodes.Text(text[end:])
