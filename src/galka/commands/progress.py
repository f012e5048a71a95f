"""``galka progress``: progress out to a file and in from one."""

import sys
from pathlib import Path
from types import MappingProxyType

import click

from galka.commands.options import with_session
from galka.commands.session import Session
from galka.console.output import paragraph, say
from galka.model.errors import ProgressError
from galka.model.progress import Event, EventKind
from galka.progress import exchange, export_file
from galka.progress.exchange import Format, Imported
from galka.progress.log import Log
from galka.translation import translate, translate_plural

STANDARD_INPUT = Path('-')
SUFFIXES = MappingProxyType({'.md': Format.MARKDOWN, '.json': Format.JSON})


@click.group(
    'progress',
    help=translate(
        "Carry your progress in files: the checklist's own format, a Markdown task list, or JSON.",
    ),
    epilog=translate('Example: galka progress import checklist.ru.txt'),
    short_help=translate('Export, import or merge your progress.'),
)
def command() -> None:
    """Hold the ways to carry progress."""


@command.command(
    'export',
    epilog=translate('Example: galka progress export checklist.md'),
    help=translate(
        'Write your progress to FILE, or print it.\n\n'
        'FILE is replaced if it is an older export; any other file is refused.',
    ),
    short_help=translate('Write your progress to FILE, or print it.'),
)
@click.argument('file', type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option(
    '--format',
    'form',
    type=click.Choice([form.value for form in Format]),
    help=translate('Default: by the name of FILE; .md and .json, else the checklist.'),
)
@with_session
def export(session: Session, file: Path | None, form: str | None) -> None:
    """Print an export or write it to a file."""
    suffix = file.suffix if file else ''
    wanted = Format(form) if form else SUFFIXES.get(suffix, Format.CHECKLIST)
    events = session.events
    text = exchange.export(session.course, events, wanted)
    if file is None:
        say(text.rstrip('\n'))
        return
    if file.resolve() == session.workspace.log_file.resolve():
        # It holds nothing new, so an export would replace it.
        raise ProgressError(
            translate('{file} is where galka keeps your progress.').format(file=file),
            translate('Name another file.'),
        )
    export_file.write(file, text, session.course, events)
    paragraph(translate('Written: {file}').format(file=file))


@command.command(
    'import',
    epilog=translate('Example: galka progress import checklist.ru.txt'),
    help=translate(
        'Read a checklist, a task list or JSON; the FILE - is standard input.\n\n'
        'A line with + or [x] makes its lesson claimed, which is shown apart from solved. '
        'What galka wrote into an export comes back as it was. A line that no lesson answers '
        'is reported.',
    ),
)
@click.argument('file', type=click.Path(path_type=Path, dir_okay=False))
@with_session
def take(session: Session, file: Path) -> None:
    """Take the marks and the events of a file."""
    _take(session, file, marks=True)


@command.command(
    'merge',
    epilog=translate('Example: galka progress merge laptop.json'),
    help=translate(
        'Add the progress of another machine or of the browser: exports, or logs as they are.\n\n'
        'Nothing is taken away, and merging twice changes nothing.',
    ),
    short_help=translate('Add the progress of another machine or of the browser.'),
)
@click.argument('files', type=click.Path(path_type=Path, dir_okay=False), nargs=-1, required=True)
@with_session
def merge(session: Session, files: tuple[Path, ...]) -> None:
    """Take what files add, and none of their open marks."""
    for file in files:
        _take(session, file, marks=False)


def _take(session: Session, file: Path, *, marks: bool) -> None:
    place = session.workspace
    imported = exchange.take(session.course, _read(file), session.events)
    events = imported.events if marks else tuple(_without_unclaims(imported.events))
    Log(place.log_file).append(*events)
    _tell(file, events, imported)


def _without_unclaims(events: tuple[Event, ...]) -> list[Event]:
    return [event for event in events if event.kind is not EventKind.UNCLAIMED]


def _tell(file: Path, events: tuple[Event, ...], imported: Imported) -> None:
    claimed = len({event.subject for event in events if event.kind is EventKind.CLAIMED})
    taken = translate_plural('{count} event is new', '{count} events are new', len(events))
    marked = translate_plural('{count} lesson claimed', '{count} lessons claimed', claimed)
    paragraph(
        translate('{file}: {events}, {lessons}.').format(file=file, events=taken, lessons=marked),
    )
    for stray in imported.unknown:
        paragraph(
            translate('No lesson answers line {number}: {text}').format(
                number=stray.number,
                text=stray.text,
            ),
            fg='yellow',
        )


def _read(file: Path) -> str:
    try:
        content = sys.stdin.buffer.read() if file == STANDARD_INPUT else file.read_bytes()
    except OSError as error:
        raise ProgressError(
            translate('{file} can not be read: {error}').format(file=file, error=error.strerror),
        ) from error
    try:
        return content.decode('utf-8-sig')
    except UnicodeDecodeError as error:
        raise ProgressError(
            translate('{file} can not be read: {error}').format(file=file, error=error),
            translate('It has to be a text in UTF-8.'),
        ) from error
