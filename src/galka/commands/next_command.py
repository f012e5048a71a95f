"""``galka next``: hand out the next task."""

import click

from galka.commands.next_task import show_next
from galka.commands.options import with_session
from galka.commands.session import Session
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
    show_next(session)
