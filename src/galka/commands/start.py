"""``galka start``: make the workspace and hand out the first task."""

from pathlib import Path

import click

from galka.commands.options import with_session
from galka.commands.session import Session
from galka.commands.status import show_what_comes
from galka.commands.task_view import nearby, show_task
from galka.console.output import paragraph, say
from galka.model.errors import WorkspaceError
from galka.model.progress import EventKind
from galka.progress.standing import next_task
from galka.translation import translate


@click.command(
    'start',
    help=translate(
        'Make a workspace in DIRECTORY (default: ./workspace) and hand out the first task.\n\n'
        'Called again it changes nothing of yours and tells where you are.',
    ),
    epilog=translate('Examples: galka start    galka start ~/galka'),
    short_help=translate('Make your folder and get the first task.'),
)
@click.argument('directory', type=click.Path(path_type=Path), required=False)
@with_session
def command(session: Session, directory: Path | None) -> None:
    """Make the workspace and print what comes."""
    session.stay_here(directory)
    if not session.place.exists:
        _refuse_course(session)
    place = session.place
    known = place.exists
    place.make()
    if not known:
        session.record(EventKind.STARTED, '')
    told = (
        translate('Your folder is there already: {place}')
        if known
        else translate('Your folder: {place}')
    )
    paragraph(told.format(place=nearby(place.root)))
    paragraph(translate('The course: {place}').format(place=nearby(session.course.root)))
    say()
    if session.standing.handed_out:
        show_what_comes(session)
        return
    coming = next_task(session.course, session.standing)
    if coming is None:
        paragraph(translate('This course has no task that is ready.'))
        return
    session.hand_out(coming)
    show_task(coming, place.folder(coming))


def _refuse_course(session: Session) -> None:
    """Raise WorkspaceError where the learner's files would lie among the course's."""
    root, place = session.course.root, session.place.root
    for part in ('exercises', 'lessons', 'examples'):
        if place.is_relative_to(root / part):
            raise WorkspaceError(
                translate('{place} is a part of the course.').format(place=place),
                translate('Go elsewhere, or name a folder: galka start DIR'),
            )
