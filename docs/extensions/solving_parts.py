"""Exercises that run in the page: where a task can be solved, and what its page needs for that.

Whether a task runs in a page is a result: ``docs/prove_in_browser.py`` writes the browser matrix.
Where there is no matrix, no task has a label, and the site is as it is without scripts.
"""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from page_bundle import FIRST_SCRIPT, Editor, editor
from sphinx.application import Sphinx
from sphinx.config import Config
from the_course import LESSONS, title_of

from galka.course import task_files
from galka.model.course import Task

#: What every reader does with a task that a page can't run.
ON_YOUR_MACHINE: Final = 'Solve this one on your machine'
#: How the matrix begins to tell that a browser came to something else than this machine.
DISAGREEMENT: Final = 'agreement'
#: Where the site has the scripts, by version.
ADDRESS: Final = '_static/page'
_TICK: Final = re.compile('<span class="galka-tick" data-lesson="(?P<lesson>[^"]+)"[^>]*')
#: Pages where progress is carried in and out beside those that have exercises.
WITH_PROGRESS: Final = 'docs/checklist'


class Solvable(nodes.General, nodes.Element):
    """``<galka-exercise>``: a part of a page that its script makes into an editor."""


def visit_solvable(translator: Any, node: Solvable) -> None:
    """Open the element."""
    named = ' '.join(f'data-{name}="{escape(text)}"' for name, text in node['facts'].items())
    translator.body.append(f'<galka-exercise {named}>\n')


def depart_solvable(translator: Any, node: Solvable) -> None:
    """Close the element."""
    translator.body.append('</galka-exercise>\n')


def matrix(config: Config) -> Mapping[str, Any]:
    """Return what the browser came to, by task; empty where it was not asked."""
    source = Path(config.galka_browser)
    return _matrix(source) if source.is_file() else {}


@cache
def _matrix(source: Path) -> Mapping[str, Any]:
    tasks: Mapping[str, Any] = json.loads(source.read_text('utf-8'))['tasks']
    return tasks


def runs_here(config: Config, task: Task) -> bool:
    """Tell whether a task runs in the pages of this build."""
    proved = matrix(config).get(task.id, {})
    return bool(proved.get('runs')) and config.galka_has_editor


def around(config: Config, task: Task, content: Sequence[nodes.Node]) -> Sequence[nodes.Node]:
    """Return an exercise's content, within the element that solves it where it runs in the page."""
    if runs_here(config, task):
        page = task.lesson_id.rpartition('/')[2]
        facts = {
            'task': task.id,
            'version': task_files.digest(task),
            'title': title_of(task),
            'source': f'{page}.tasks.json',
        }
        return [Solvable('', *content, facts=facts)]
    return content


def prepare(app: Sphinx, config: Config) -> None:
    """Make the editor where a task needs it; pages are made anew when there is one or none now."""
    wanted = any(proved['runs'] for proved in matrix(config).values())
    config.galka_has_editor = wanted and isinstance(editor(), Editor)
    if wanted and not config.galka_has_editor:
        sys.stdout.write(f'The site is built without its editor: {editor()[0]}\n')


def where(config: Config, task: Task) -> list[nodes.Node]:
    """Say where a task can be solved; nothing where no browser was asked."""
    proved = matrix(config).get(task.id)
    if proved is None:
        return []
    label = ON_YOUR_MACHINE
    if runs_here(config, task):
        label = 'Runs in the page'
        about = ' (with JavaScript): change a file and press Run. Or solve it on your machine:'
    elif proved['runs']:
        about = ': this site was built without its editor, since node was missing.'
    elif proved['lacks'].startswith(DISAGREEMENT):
        about = ': in a page its tests come to something else.'
    else:
        about = f': a page lacks {proved["lacks"]}.'
    words = (nodes.strong('', label), nodes.Text(about))
    return [nodes.paragraph('', '', *words, classes=['galka-where'])]


def add_scripts(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    document: nodes.document | None,
) -> None:
    """Name the one small script on the pages that have a tick or an exercise."""
    body = context.get('body', '')
    if not app.config.galka_has_editor or not _TICK.search(body):
        return
    name = f'{ADDRESS}/{editor()[0].name}/{FIRST_SCRIPT}'
    script = context['pathto'](name, resource=True)
    tag = f'<script type="module" src="{script}"></script>'
    context['metatags'] = '\n'.join((context['metatags'], tag))
    has_progress = '<galka-exercise' in body or pagename == WITH_PROGRESS
    progress = '<galka-progress></galka-progress>\n' if has_progress else ''
    context['body'] = f'{_TICK.sub(_with_tasks, body)}{progress}'


def _with_tasks(tick: re.Match[str]) -> str:
    """Give a tick the names of the tasks that it stands for."""
    lesson = LESSONS.get(tick['lesson'])
    names = ' '.join(task.name for task in lesson.tasks) if lesson else ''
    return f'{tick[0]} data-tasks="{names}"'


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the element, the scripts, and where the matrix is."""
    app.add_config_value('galka_browser', '', 'env', types=frozenset((str,)))
    app.add_config_value('galka_has_editor', default=False, rebuild='env', types=frozenset((bool,)))
    app.connect('config-inited', prepare)
    app.add_node(Solvable, html=(visit_solvable, depart_solvable))
    app.connect('html-page-context', add_scripts)
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
