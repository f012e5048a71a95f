"""``galka watch``: a verdict on every save."""

import contextlib
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias, final

import click

from galka.checking.client import Checker
from galka.commands import check
from galka.commands.hint import show_hints
from galka.commands.options import with_session
from galka.commands.reset import reset_one
from galka.commands.session import Session
from galka.commands.status import show_status
from galka.commands.task_view import nearby, show_task
from galka.console import output, verdicts
from galka.console.output import paragraph, say
from galka.course import task_files
from galka.model.course import Task
from galka.model.verdict import CheckResult, Verdict
from galka.progress.standing import next_task
from galka.translation import translate
from galka.watch.files import FileWatcher
from galka.watch.keys import KeyReader
from galka.workspace.folder import STATE

#: Seconds that a file may be gone while an editor saves it by renaming.
RENAME_PAUSE = 0.05

_Look: TypeAlias = frozenset[tuple[Path, int, int, int]]


@final
@dataclass(frozen=True, slots=True)
class _Saved:
    path: Path


@final
@dataclass(frozen=True, slots=True)
class _Pressed:
    key: str


@click.command(
    'watch',
    help=translate(
        'Check the task in hand, and again each time that you save.\n\n'
        'Keys: n the next task, h a hint, l the list, r reset, Enter check again, q quit.',
    ),
    epilog=translate('Examples: galka watch    galka watch rate_limiter'),
    short_help=translate('Check on every save.'),
)
@click.argument('named', metavar='[ID]', required=False)
@with_session
def command(session: Session, named: str | None) -> None:
    """Stay with a task until its learner quits."""
    session.require_workspace()
    task = session.task(named)
    with Checker() as checker:
        _Watch(session, checker, task).run()


@final
class _Watch:
    """One stay in ``galka watch``."""

    def __init__(self, session: Session, checker: Checker, task: Task) -> None:
        self._session = session
        self._checker = checker
        self._task = task
        self._happened: queue.SimpleQueue[_Saved | _Pressed] = queue.SimpleQueue()
        self._has_keys = False
        self._sure_of_reset = False
        self._checking = False
        self._seen: _Look = frozenset()

    def run(self) -> None:
        """Check, wait, check again, until the learner quits."""
        root = self._session.workspace.root
        files = FileWatcher(
            root,
            root / STATE,
            lambda path: self._happened.put(_Saved(path)),
        )
        keys = KeyReader(self._take_key)
        output.clear()
        self._session.hand_out(self._task)
        files.start()
        try:
            with keys.reading() as has_keys:
                self._has_keys = has_keys
                if files.polls:
                    _tell_of_polling()
                self._check(output.clear_line)
                going_on = True
                while going_on:
                    going_on = self._go_on()
        except KeyboardInterrupt:
            say()
        finally:
            files.stop()

    def _take_key(self, key: str) -> None:
        """Hand a key on from the thread that reads it."""
        if key == 'q' and self._checking and sys.platform != 'win32':
            # Quitting does not wait for the check, as Ctrl-C does not.
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        else:
            self._happened.put(_Pressed(key))

    def _go_on(self) -> bool:
        """Wait for something to happen and react; tell whether to go on."""
        happened = self._happened.get()
        if isinstance(happened, _Saved):
            if self._concerns_task(happened.path) and self._seen != self._look():
                self._drain()
                self._check()
            return True
        sure = self._sure_of_reset
        self._sure_of_reset = False
        return self._press(happened.key, sure_of_reset=sure)

    def _press(self, key: str, *, sure_of_reset: bool) -> bool:
        match key:
            case 'q':
                return False
            case 'n':
                self._next()
            case 'h':
                show_hints(self._session, self._task)
            case 'l':
                output.clear()
                show_status(self._session)
                self._show_keys()
            case 'r' if sure_of_reset:
                output.clear()
                reset_one(self._session, self._task)
                self._check(output.clear_line)
            case 'r':
                self._sure_of_reset = True
                paragraph(translate('Press r again to begin anew; your files are kept.'))
            case '\n' | '\r' | 'c':
                self._check()
        return True

    def _concerns_task(self, path: Path) -> bool:
        folder = self._session.workspace.folder(self._task)
        return folder in path.parents and '__pycache__' not in path.parts

    def _look(self) -> _Look:
        """Return what tells whether a file was saved since: one save brings several events."""
        folder = self._session.workspace.folder(self._task)
        found = set()
        for path in task_files.files_below(folder):
            with contextlib.suppress(OSError):
                status = (folder / path).stat()
                found.add((path, status.st_ino, status.st_mtime_ns, status.st_size))
        return frozenset(found)

    def _drain(self) -> None:
        """Take the other changes of the same save out of the queue."""
        kept = []
        while not self._happened.empty():
            happened = self._happened.get()
            if isinstance(happened, _Pressed):
                kept.append(happened)
        for pressed in kept:
            self._happened.put(pressed)

    def _check(self, wipe: Callable[[], object] = output.clear) -> None:
        """Check; ``wipe`` makes room for the verdict, on a screen of its own if not said."""
        if check.missing_files(self._session, self._task):
            time.sleep(RENAME_PAUSE)
        self._seen = self._look()
        show = partial(_show, wipe)
        output.passing(translate('Checking…'))
        self._checking = True
        result = check.check_one(self._session, self._checker, self._task, show, again=True)
        self._checking = False
        if result.verdict is Verdict.PASSED:
            check.congratulate(self._session, self._task)
        else:
            folder = nearby(self._session.workspace.folder(self._task))
            paragraph(translate('Your files: {place}').format(place=folder), dim=True)
        self._show_keys()

    def _next(self) -> None:
        coming = next_task(self._session.course, self._session.standing)
        if coming is None:
            paragraph(translate('Every task that is ready is solved.'))
            return
        if coming == self._task:
            paragraph(translate('This task is the next one: it is not solved yet.'))
            return
        self._task = coming
        output.clear()
        self._session.hand_out(coming)
        # What was just handed out is no save of the learner's: its task stays on the screen.
        self._seen = self._look()
        show_task(coming, self._session.workspace.folder(coming))
        self._drain()
        self._show_keys()

    def _show_keys(self) -> None:
        if self._has_keys:
            say()
            paragraph(translate('n next  h hint  l list  r reset  Enter check  q quit'), dim=True)


def _show(wipe: Callable[[], object], result: CheckResult) -> None:
    wipe()
    verdicts.show(result)


def _tell_of_polling() -> None:
    paragraph(
        translate('No events of the file system arrive here; looking at the files instead.'),
        dim=True,
    )
