"""A course is tracks of lessons, and a lesson has tasks."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import final


@final
class Status(StrEnum):
    """Whether a lesson is written."""

    READY = 'ready'
    PLANNED = 'planned'


@final
@dataclass(frozen=True, slots=True)
class Task:
    """One exercise: what the learner gets, and what checks the answer."""

    id: str
    folder: Path

    @property
    def name(self) -> str:
        """The last part of the id."""
        return self.folder.name

    @property
    def lesson_id(self) -> str:
        """The id of the lesson that the task belongs to."""
        return self.id.rpartition('/')[0]

    @property
    def test(self) -> Path:
        """The file that checks an answer."""
        return self.folder / f'test_{self.name}.py'

    @property
    def readme(self) -> Path:
        """What the learner has to do."""
        return self.folder / 'README.rst'

    @property
    def stub(self) -> Path:
        """The folder of files that the learner starts from."""
        return self.folder / 'stub'

    @property
    def solution(self) -> Path:
        """The folder of the same files, solved."""
        return self.folder / 'solution'


@final
@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson, and the lines of the learner's checklist that it answers."""

    id: str
    title: str
    section: str
    checklist: tuple[str, ...]
    after: tuple[str, ...]
    minutes: int
    tools: tuple[str, ...]
    status: Status
    tasks: tuple[Task, ...]
    aliases: tuple[str, ...] = ()

    @property
    def track_id(self) -> str:
        """The id of the track that the lesson belongs to."""
        return self.id.partition('/')[0]


@final
@dataclass(frozen=True, slots=True)
class Track:
    """Lessons that belong together, in the order of learning."""

    id: str
    title: str
    lessons: tuple[Lesson, ...]


@final
@dataclass(frozen=True, slots=True)
class Course:
    """Everything that there is to learn, in order, and the folder where it lies."""

    root: Path
    tracks: tuple[Track, ...]

    @property
    def lessons(self) -> Iterator[Lesson]:
        """All lessons in order."""
        return (lesson for track in self.tracks for lesson in track.lessons)

    @property
    def tasks(self) -> Iterator[Task]:
        """All tasks in order."""
        return (task for lesson in self.lessons for task in lesson.tasks)
