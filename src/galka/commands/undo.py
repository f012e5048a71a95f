"""``galka undo``: take the last reset back."""

import click

from galka.commands.options import with_session
from galka.commands.session import Session
from galka.console.output import paragraph
from galka.model.progress import EventKind
from galka.translation import translate
from galka.workspace import answers


@click.command(
    'undo',
    help=translate(
        'Bring back the files that the last reset replaced. Called again it swaps them once more.',
    ),
    epilog=translate('Examples: galka undo    galka undo mend_the_family'),
    short_help=translate('Take a reset back.'),
)
@click.argument('named', metavar='[ID]', required=False)
@with_session
def command(session: Session, named: str | None) -> None:
    """Put the newest snapshot back and write that down."""
    place = session.workspace
    task = session.task(named)
    answers.undo(place, task)
    session.record(EventKind.UNDONE, task.id)
    paragraph(translate('{task} is as it was before.').format(task=task.id))
    paragraph(translate('Changed your mind? galka undo {task}').format(task=task.name))
