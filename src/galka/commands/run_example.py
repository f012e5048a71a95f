"""``galka run``: run a lesson's example."""

import os
import subprocess
import sys

import click

from galka.commands.options import with_session
from galka.commands.session import Session
from galka.course import ids
from galka.model.course import Lesson, Task, Track
from galka.model.errors import UnknownIdError
from galka.translation import translate

INTERRUPTED = 130


@click.command(
    'run',
    context_settings={'ignore_unknown_options': True},
    help=translate('Run the example of a lesson; what follows the ID is handed to it.'),
    epilog=translate('Examples: galka run slots    galka run asyncio chat'),
    short_help=translate("Run a lesson's example."),
)
@click.argument('named', metavar='ID')
@click.argument('arguments', nargs=-1, type=click.UNPROCESSED)
@with_session
def command(session: Session, named: str, arguments: tuple[str, ...]) -> int:
    """Run the example as a module of the course; return 1 when it fails."""
    lesson = _lesson(session, named)
    root = session.course.root
    folder = root / 'examples' / lesson.id
    if not (folder / '__main__.py').is_file():
        raise UnknownIdError(
            translate('{lesson} has no example to run.').format(lesson=lesson.id),
            translate('See what is ready: galka list'),
        )
    path = os.pathsep.join(filter(None, [str(root), os.environ.get('PYTHONPATH')]))
    module = f'examples.{lesson.id.replace("/", ".")}'
    try:
        ended = subprocess.run(
            [sys.executable, '-P', '-m', module, *arguments],
            check=False,
            env=os.environ | {'PYTHONPATH': path, 'PYTHONDONTWRITEBYTECODE': '1'},
        )
    except KeyboardInterrupt:
        return INTERRUPTED
    return 1 if ended.returncode else 0


def _lesson(session: Session, named: str) -> Lesson:
    found = ids.resolve(session.course, named)
    if isinstance(found, Track):
        raise UnknownIdError(
            translate('{text} is a track; name one of its lessons.').format(text=named),
            translate('See all ids: galka list'),
        )
    if isinstance(found, Task):
        return next(each for each in session.course.lessons if each.id == found.lesson_id)
    return found
