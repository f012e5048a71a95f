"""How a task that was handed out is shown."""

from pathlib import Path

from galka.console.output import INDENT, paragraph, prose, say
from galka.course.task_files import files_below
from galka.model.course import Task
from galka.translation import translate


def show_task(task: Task, folder: Path) -> None:
    """Print what to do, where the files are, and what to type next."""
    say(task.id, bold=True)
    say()
    prose(task.readme.read_text('utf-8').strip(), INDENT)
    place = nearby(folder)
    for path in files_below(task.stub):
        say(f'{INDENT}{place / path}')
    say()
    paragraph(translate('Check your answer: galka check {task}').format(task=task.name))
    paragraph(translate('Check on every save: galka watch    A hint: galka hint'))


def nearby(path: Path) -> Path:
    """Return the path as it is typed from here."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
