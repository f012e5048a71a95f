"""``galka hint``: one hint more each time."""

import click

from galka.commands.options import with_session
from galka.commands.session import Session
from galka.console.output import paragraph, prose, say
from galka.course import task_files
from galka.model.course import Task
from galka.model.progress import EventKind
from galka.translation import translate


@click.command(
    'hint',
    help=translate('Show the hints that you have had for a task, and one more.'),
    epilog=translate('Examples: galka hint    galka hint mend_the_family'),
    short_help=translate('Get one more hint.'),
)
@click.argument('named', metavar='[ID]', required=False)
@with_session
def command(session: Session, named: str | None) -> None:
    """Print the hints of a task that were shown before, and one more."""
    session.require_workspace()
    show_hints(session, session.task(named))


def show_hints(session: Session, task: Task) -> None:
    """Print one hint more than last time, and write that down."""
    hints = task_files.hints(task)
    had = session.standing.hints.get(task.id, 0)
    number = min(had + 1, len(hints))
    if number > had:
        session.record(EventKind.HINTED, task.id, number=number)
    for shown, hint in enumerate(hints[:number], start=1):
        say(f'{shown}/{len(hints)} {hint.title}', bold=True)
        prose(hint.text)
    if number == had:
        paragraph(
            translate(
                'That was the last hint. The solution: galka solution {task} --reveal'
            ).format(
                task=task.name,
            ),
        )
