"""``galka next``: hand out the next task."""

import click

from galka.commands.session import Session, with_session
from galka.commands.task_view import show_task
from galka.console.output import paragraph
from galka.progress.standing import next_task
from galka.translation import translate


@click.command(
    'next',
    help=translate('Hand out the next task that is not solved, and show what to do.'),
    epilog=translate('Another task than the next: galka open ID'),
    short_help=translate('Get the next task.'),
)
@with_session
def command(session: Session) -> None:
    """Hand out the next task and print it."""
    place = session.workspace
    coming = next_task(session.course, session.standing)
    if coming is None:
        paragraph(translate('Every task that is ready is solved.'))
        return
    session.hand_out(coming)
    show_task(coming, place.folder(coming))
