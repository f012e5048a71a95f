"""``galka open``: hand out a task and open its files in the learner's editor."""

import os
import shlex
import subprocess
import sys

import click

from galka.commands.options import with_session
from galka.commands.session import Session
from galka.commands.task_view import show_task
from galka.console.output import paragraph
from galka.course.task_files import files_below
from galka.model.errors import WorkspaceError
from galka.translation import translate


@click.command(
    'open',
    help=translate(
        'Hand out a task and open its files in $VISUAL or $EDITOR; without an editor, show it.',
    ),
    epilog=translate(
        'Examples: galka open slots    EDITOR="code --wait" galka open mend_the_family'
    ),
    short_help=translate('Open a task in your editor.'),
)
@click.argument('named', metavar='[ID]', required=False)
@with_session
def command(session: Session, named: str | None) -> None:
    """Hand out a task, print it and start the editor."""
    place = session.workspace
    task = session.task(named)
    session.hand_out(task)
    show_task(task, place.folder(task))
    editor = os.environ.get('VISUAL') or os.environ.get('EDITOR')
    if not editor:
        paragraph(translate('Set EDITOR to open the files in your editor.'), dim=True)
        return
    if not sys.stdin.isatty():
        return
    files = [str(place.folder(task) / path) for path in files_below(task.stub)]
    try:
        subprocess.run([*shlex.split(editor), *files], check=False)
    except (OSError, ValueError) as error:
        raise WorkspaceError(
            translate('The editor {editor} can not be started: {error}').format(
                editor=editor,
                error=error,
            ),
            translate('Set EDITOR to a program that is installed.'),
        ) from error
