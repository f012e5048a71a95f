"""Find or make the workspace."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import final

from galka.model.course import Task
from galka.model.errors import WorkspaceError
from galka.translation import translate

#: The folder that makes a folder a workspace.
STATE = '.galka'
DEFAULT = 'workspace'


@final
class Workspace:
    """One learner's folder. Files below it are the learner's; ``.galka`` is the tool's."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.log_file = root / STATE / 'log.jsonl'
        self.snapshots = root / STATE / 'snapshots'
        #: Where files are written before they get their names; what lies here can be deleted.
        self.unfinished = root / STATE / 'unfinished'

    @property
    def exists(self) -> bool:
        """Whether this folder was made by galka."""
        return (self.root / STATE).is_dir()

    def folder(self, task: Task) -> Path:
        """Return the folder of the learner's answer to a task."""
        return self.root / task.id

    def make(self) -> None:
        """Make the workspace. Raises WorkspaceError when the place is taken or not writable."""
        if self.root.exists() and not self.root.is_dir():
            raise WorkspaceError(
                translate('{path} is not a folder.').format(path=self.root),
                translate('Name another place: galka start DIR'),
            )
        try:
            (self.root / STATE).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WorkspaceError(
                translate('The workspace can not be made: {error}').format(error=error),
                translate('Name another place: galka start DIR'),
            ) from error


def find(asked: str | os.PathLike[str] | None, course_root: Path) -> Workspace:
    """Return the workspace: ``asked``, GALKA_WORKSPACE, the one around here, or ``./workspace``.

    It may not exist yet; see `Workspace.exists`.
    """
    chosen = asked or os.environ.get('GALKA_WORKSPACE')
    if chosen:
        return Workspace(Path(chosen).expanduser().resolve())
    for candidate in _candidates(course_root):
        if Workspace(candidate).exists:
            return Workspace(candidate)
    return Workspace(Path.cwd() / DEFAULT)


def _candidates(course_root: Path) -> Iterator[Path]:
    here = Path.cwd()
    for folder in (here, *here.parents):
        yield from (folder, folder / DEFAULT)
    yield course_root / DEFAULT
