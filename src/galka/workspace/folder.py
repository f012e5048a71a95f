"""Find or make the workspace."""

import os
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
    """Return the workspace: ``asked``, GALKA_WORKSPACE, the one around here, the course's own.

    Without any of them it is ``./workspace``, which does not exist yet; see `Workspace.exists`.
    Raises WorkspaceError when ``~somebody`` is nobody.
    """
    here = find_here(asked)
    beside_course = Workspace(course_root / DEFAULT)
    return beside_course if beside_course.exists and not here.exists else here


def find_here(asked: str | os.PathLike[str] | None) -> Workspace:
    """Return the workspace as `find` does, but never one that lies elsewhere."""
    chosen = asked or os.environ.get('GALKA_WORKSPACE')
    if chosen:
        return Workspace(_place(Path(chosen)))
    here = Path.cwd()
    candidates = (
        Workspace(place) for folder in (here, *here.parents) for place in (folder, folder / DEFAULT)
    )
    return next((place for place in candidates if place.exists), Workspace(here / DEFAULT))


def _place(chosen: Path) -> Path:
    try:
        return chosen.expanduser().resolve()
    except RuntimeError as error:
        raise WorkspaceError(
            translate('Nobody is known here whose home {path} could be in.').format(path=chosen),
            translate('Name the folder by its whole path.'),
        ) from error
