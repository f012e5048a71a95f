"""``galka reset``: back to the stub, after a snapshot."""

import click

from galka.commands.options import with_session
from galka.commands.session import Session
from galka.commands.task_view import nearby
from galka.console.output import paragraph
from galka.course import task_files
from galka.model.course import Task
from galka.model.progress import EventKind
from galka.translation import translate
from galka.workspace import answers


@click.command(
    'reset',
    help=translate(
        'Put the stub of a task back. Your files are kept: galka undo brings them back.',
    ),
    epilog=translate('Example: galka reset mend_the_family    And back: galka undo'),
    short_help=translate('Begin a task anew; your files are kept.'),
)
@click.argument('named', metavar='ID')
@with_session
def command(session: Session, named: str) -> None:
    """Reset the task that an id names."""
    reset_one(session, session.task(named))


def reset_one(session: Session, task: Task) -> None:
    """Reset one task and say where the learner's files are kept."""
    kept = answers.reset(session.workspace, task)
    session.record(EventKind.RESET, task.id)
    session.record(EventKind.HANDED_OUT, task.id, digest=task_files.digest(task))
    paragraph(translate('{task} is as it was handed out.').format(task=task.id))
    if kept:
        paragraph(
            translate('What you had is kept in {place}. Bring it back: galka undo {task}').format(
                place=nearby(kept),
                task=task.name,
            ),
        )
