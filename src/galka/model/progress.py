"""What has happened to a learner's work, and what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import final


@final
class EventKind(StrEnum):
    """What can happen. The values stand in the learner's log for ever."""

    STARTED = 'started'
    HANDED_OUT = 'handed-out'
    CHECKED = 'checked'
    HINTED = 'hinted'
    REVEALED = 'revealed'
    RESET = 'reset'
    UNDONE = 'undone'
    CLAIMED = 'claimed'
    UNCLAIMED = 'unclaimed'


@final
@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to one lesson or task.

    ``uid`` makes merging repeatable; ``at`` is UTC in ISO 8601; ``details`` depends on the kind.
    """

    kind: EventKind
    subject: str
    at: str
    uid: str
    details: Mapping[str, str | int] = field(default_factory=dict)


@final
class TaskState(StrEnum):
    """How far a learner is with a task."""

    OPEN = 'open'
    SOLVED = 'solved'
    REVEALED = 'revealed'


@final
class LessonState(StrEnum):
    """How far a learner is with a lesson."""

    OPEN = 'open'
    STARTED = 'started'
    SOLVED = 'solved'
    CLAIMED = 'claimed'


@final
@dataclass(frozen=True, slots=True)
class Standing:
    """Where a learner is: what the log of events adds up to."""

    tasks: Mapping[str, TaskState]
    handed_out: Mapping[str, str]
    hints: Mapping[str, int]
    claimed: frozenset[str]
    last_touched: str = ''

    def task(self, task_id: str) -> TaskState:
        """Return how far the learner is with one task."""
        return self.tasks.get(task_id, TaskState.OPEN)
