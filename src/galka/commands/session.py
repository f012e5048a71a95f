"""What every command works with: the course, the workspace, the log; each found when first used."""

from functools import cached_property
from pathlib import Path
from typing import final

from galka.console.output import paragraph
from galka.course import ids, location, manifest, task_files
from galka.model.course import Course, Task
from galka.model.errors import UnknownIdError, WorkspaceError
from galka.model.progress import Event, EventKind, Standing
from galka.progress import log
from galka.progress.log import Log
from galka.progress.standing import next_task, standing
from galka.translation import translate
from galka.workspace import answers, folder
from galka.workspace.folder import Workspace


@final
class Session:
    """One call of galka."""

    def __init__(self, course: Path | None, workspace: Path | None) -> None:
        self._asked_course = course
        self._asked_workspace = workspace

    @cached_property
    def course(self) -> Course:
        """The course."""
        return manifest.load(location.find(self._asked_course))

    @cached_property
    def place(self) -> Workspace:
        """The workspace, which may not exist yet."""
        return folder.find(self._asked_workspace, self.course.root)

    @property
    def workspace(self) -> Workspace:
        """The workspace. Raises WorkspaceError when it was not made yet."""
        if not self.place.exists:
            raise WorkspaceError(
                translate('There is no workspace here.'),
                translate('Make one: galka start'),
            )
        return self.place

    def stay_here(self, directory: Path | None) -> None:
        """Work in ``directory``, or in the workspace around here, never in one elsewhere."""
        self.place = folder.find_here(directory or self._asked_workspace)

    def require_workspace(self) -> None:
        """Raise WorkspaceError when the workspace was not made yet."""
        self.workspace.make()

    @property
    def events(self) -> tuple[Event, ...]:
        """What has happened so far; nothing where there is no workspace."""
        written = Log(self.place.log_file)
        known = written.events()
        if written.kept_aside:
            paragraph(
                translate(
                    'A part of your progress could not be read. It is kept in {path}.'
                ).format(
                    path=written.kept_aside,
                ),
                error=True,
            )
        return known

    @property
    def standing(self) -> Standing:
        """Where the learner is."""
        return standing(self.events)

    def record(self, kind: EventKind, subject: str, **details: str | int) -> None:
        """Write down that something happened."""
        Log(self.workspace.log_file).append(log.new(kind, subject, **details))

    def tasks(self, text: str | None) -> tuple[Task, ...]:
        """Return the tasks that an id names: the task in hand if it was not given.

        Raises UnknownIdError when the id names no task, or there is no task in hand.
        """
        if text is None:
            return (self.task_in_hand(),)
        named = ids.tasks_of(ids.resolve(self.course, text))
        if not named:
            raise UnknownIdError(
                translate('{text} has no tasks yet: it is planned.').format(text=text),
                translate('See what is ready: galka list'),
            )
        return named

    def task(self, text: str | None) -> Task:
        """Return the one task that an id names; of a lesson or a track, its first open one."""
        named = self.tasks(text)
        reached = self.standing
        still_open = [task for task in named if reached.task(task.id) == 'open']
        return (still_open or list(named))[0]

    def task_in_hand(self) -> Task:
        """Return the task that the learner worked on last, else the first handed-out open one."""
        reached = self.standing
        by_id = {task.id: task for task in self.course.tasks}
        coming = by_id.get(reached.last_touched) or next_task(self.course, reached)
        if coming is None:
            raise UnknownIdError(
                translate('Every task is solved.'),
                translate('Name one: galka list'),
            )
        return coming

    def hand_out(self, task: Task) -> bool:
        """Give the learner a task's files; tell whether any was missing."""
        fresh = answers.hand_out(self.workspace, task)
        digest = task_files.digest(task)
        known = self.standing.handed_out.get(task.id)
        if known is not None and known != digest:
            paragraph(
                translate(
                    '{task} has changed in the course since you got it. Your files are as you left '
                    'them; the newest stub comes with: galka reset {task}',
                ).format(task=task.id),
                fg='yellow',
            )
        if fresh or known != digest or self.standing.last_touched != task.id:
            self.record(EventKind.HANDED_OUT, task.id, digest=digest)
        return fresh
