"""``galka solution``: the solution of a solved task, or of any with ``--reveal``."""

import click

from galka.commands.options import with_session
from galka.commands.session import Session
from galka.console.output import block, paragraph, say
from galka.course.task_files import files_below
from galka.model.course import Task
from galka.model.progress import EventKind, TaskState
from galka.translation import translate


@click.command(
    'solution',
    help=translate('Show the solution of a task once you have solved it.'),
    epilog=translate('Examples: galka solution    galka solution mend_the_family --reveal'),
    short_help=translate('Show the solution.'),
)
@click.argument('named', metavar='[ID]', required=False)
@click.option(
    '--reveal',
    is_flag=True,
    help=translate('Show it unsolved; the task then counts as revealed.'),
)
@with_session
def command(session: Session, named: str | None, *, reveal: bool) -> int:
    """Print the solution; return 1 when it may not be seen yet."""
    session.require_workspace()
    task = session.task(named)
    if session.standing.task(task.id) is TaskState.OPEN:
        if not reveal:
            paragraph(translate('{task} is not solved yet.').format(task=task.id), error=True)
            paragraph(
                translate('Another hint: galka hint. Or see it, and have it counted as revealed:'),
                error=True,
            )
            paragraph(f'galka solution {task.name} --reveal', error=True)
            return 1
        session.record(EventKind.REVEALED, task.id)
    _show(task)
    return 0


def _show(task: Task) -> None:
    for path in files_below(task.solution):
        say(str(path), bold=True)
        block((task.solution / path).read_text('utf-8', errors='replace'))
        say()
