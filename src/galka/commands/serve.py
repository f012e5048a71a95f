"""``galka serve``: the built site with the learner's own ticks on it."""

import contextlib
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import click

from galka import site
from galka.commands.options import with_session
from galka.commands.session import Session
from galka.console.output import paragraph
from galka.model.progress import LessonState
from galka.progress.standing import lesson_state
from galka.translation import translate

PORT = 8765


@click.command(
    'serve',
    help=translate(
        'Serve the built site on this machine only, with your ticks on it, until Ctrl-C.',
    ),
    epilog=translate('Examples: galka serve    galka serve --port 0 --site build/site'),
    short_help=translate('Show the site with your ticks.'),
)
@click.option('--port', default=PORT, show_default=True, help=translate('0 takes a free port.'))
@click.option(
    '--site',
    'folder',
    type=click.Path(path_type=Path),
    metavar='DIR',
    help=translate('The built site (default: build/site of the course).'),
)
@with_session
def command(session: Session, port: int, folder: Path | None) -> None:
    """Serve the site until it is interrupted."""
    place = folder or session.course.root / site.BUILT
    server = site.make_server(place, partial(_states, session), port)
    address = f'http://{site.LOOPBACK}:{server.server_port}/'
    with server, contextlib.suppress(KeyboardInterrupt):
        paragraph(translate('The site: {address}    Ctrl-C ends it.').format(address=address))
        server.serve_forever()


def _states(session: Session) -> Mapping[str, LessonState]:
    reached = session.standing
    return {lesson.id: lesson_state(reached, lesson) for lesson in session.course.lessons}
