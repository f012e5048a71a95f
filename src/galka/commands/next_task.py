"""Hand out the next task."""

from galka.commands.session import Session
from galka.commands.task_view import show_task
from galka.console.output import paragraph
from galka.progress.standing import next_task
from galka.translation import translate


def show_next(session: Session) -> None:
    """Hand out the next task that is not solved, and show what to do."""
    place = session.workspace
    coming = next_task(session.course, session.standing)
    if coming is None:
        paragraph(translate('Every task that is ready is solved.'))
        return
    session.hand_out(coming)
    show_task(coming, place.folder(coming))
