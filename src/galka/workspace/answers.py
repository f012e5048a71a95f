"""The learner's answers: handed out once, replaced only after a snapshot, never in part."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from galka.course.task_files import files_below
from galka.model.course import Task
from galka.model.errors import WorkspaceError
from galka.translation import translate
from galka.workspace.folder import Workspace

#: Files that a run leaves behind and nobody wrote.
NOT_KEPT = frozenset(('__pycache__', '.pytest_cache'))


def hand_out(workspace: Workspace, task: Task) -> bool:
    """Give the learner the files of a task that are not there yet; tell whether any was missing.

    A file of the learner's is never touched.
    """
    folder = workspace.folder(task)
    wanted = {path: task.stub / path for path in files_below(task.stub)}
    wanted[Path(task.readme.name)] = task.readme
    missing = [path for path in wanted if not (folder / path).exists()]
    with _explained(folder):
        for path in missing:
            _write(workspace, wanted[path], folder / path)
    return bool(missing)


def snapshot(workspace: Workspace, task: Task) -> Path | None:
    """Keep a copy of all the learner's files of a task; return where, or None if there are none."""
    # The commands that are typed most make no snapshot, and do not wait for this import.
    import shutil

    folder = workspace.folder(task)
    if not folder.is_dir():
        return None
    kept = workspace.snapshots / task.id
    with _explained(kept):
        kept.mkdir(parents=True, exist_ok=True)
        unfinished = _unfinished(workspace)
        try:
            shutil.copytree(
                folder,
                unfinished,
                symlinks=True,
                ignore=shutil.ignore_patterns(*NOT_KEPT),
            )
            return _number(unfinished, kept)
        except BaseException as error:
            shutil.rmtree(unfinished, ignore_errors=True)
            if isinstance(error, shutil.Error):
                # It holds what went wrong with each of the files; the first is enough.
                _, _, reason = error.args[0][0]
                raise OSError(reason) from error
            raise


def _number(unfinished: Path, kept: Path) -> Path:
    """Give a snapshot the next number; another process may take that number first."""
    number = 1 + max(_numbers(kept), default=0)
    while True:
        try:
            return unfinished.rename(kept / str(number))
        except OSError:
            if not (kept / str(number)).exists():
                raise
            number += 1


def reset(workspace: Workspace, task: Task) -> Path | None:
    """Put the stub back, and return the snapshot made before; other files stay."""
    kept = snapshot(workspace, task)
    _replace(workspace, task, task.stub, kept)
    return kept


def undo(workspace: Workspace, task: Task) -> Path:
    """Put the files of the newest snapshot back, and keep what they replace as a new one.

    So an undo can be undone. Raises WorkspaceError when there is no snapshot.
    """
    kept = workspace.snapshots / task.id
    numbers = sorted(_numbers(kept)) if kept.is_dir() else []
    if not numbers:
        raise WorkspaceError(
            translate('There is nothing to undo in {task}.').format(task=task.id),
            translate('A snapshot is made by galka reset.'),
        )
    import shutil

    newest = kept / str(numbers[-1])
    _replace(workspace, task, newest, snapshot(workspace, task))
    with _explained(kept):
        # The state that came back is the learner's folder now; what it replaced is the newest.
        shutil.rmtree(newest.rename(_unfinished(workspace)))
    return newest


def _numbers(kept: Path) -> Iterable[int]:
    return (int(path.name) for path in kept.iterdir() if path.name.isdecimal())


def _replace(workspace: Workspace, task: Task, source: Path, kept: Path | None) -> None:
    """Put the files below ``source`` in the place of the learner's files of the same names.

    ``kept`` is the snapshot of those, if there were any.
    """
    folder = workspace.folder(task)
    try:
        for path in files_below(source):
            _write(workspace, source / path, folder / path)
    except OSError as error:
        raise WorkspaceError(
            translate('Not all files can be written: {error}').format(error=error),
            translate('What you had is kept in {place}. Bring it back: galka undo {task}').format(
                place=kept,
                task=task.name,
            )
            if kept
            else '',
        ) from error


def _write(workspace: Workspace, source: Path, target: Path) -> None:
    """Copy a file whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = _unfinished(workspace)
    try:
        with unfinished.open('xb') as stream:
            stream.write(source.read_bytes())
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.chmod(0o755 if source.stat().st_mode & 0o100 else 0o644)
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _unfinished(workspace: Workspace) -> Path:
    """Return a path that nobody else writes to, on the same file system as the answers."""
    workspace.unfinished.mkdir(exist_ok=True)
    return workspace.unfinished / os.urandom(8).hex()


@contextmanager
def _explained(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WorkspaceError(
            translate('Your files can not be written: {error}').format(error=error),
            translate('Nothing of yours was changed. Make {place} writable, or make room.').format(
                place=place,
            ),
        ) from error
