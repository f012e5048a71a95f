"""What the events of a log add up to."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import final

from galka.model.course import Course, Lesson, Status, Task
from galka.model.progress import Event, EventKind, LessonState, Standing, TaskState
from galka.model.verdict import Verdict


@final
class _Sum:
    """Adds events up, one at a time, in the order in which they happened."""

    def __init__(self) -> None:
        self.tasks: dict[str, TaskState] = {}
        self.handed_out: dict[str, str] = {}
        self.hints: dict[str, int] = {}
        self.claimed: set[str] = set()
        self.last_touched = ''

    def add(self, event: Event) -> None:
        """Take one event into account."""
        change = CHANGES.get(event.kind)
        if change:
            change(self, event)

    def hand_out(self, event: Event) -> None:
        """Take in that a task's files were given to the learner."""
        self.handed_out[event.subject] = str(event.details.get('digest', ''))
        self.last_touched = event.subject

    def check(self, event: Event) -> None:
        """Take in a verdict: once solved is solved for ever, once revealed stays revealed."""
        self.last_touched = event.subject
        if event.details.get('verdict') == Verdict.PASSED:
            self.tasks.setdefault(event.subject, TaskState.SOLVED)

    def hint(self, event: Event) -> None:
        """Take in that a hint was shown."""
        shown = int(event.details.get('number', 0))
        self.hints[event.subject] = max(shown, self.hints.get(event.subject, 0))
        self.last_touched = event.subject

    def reveal(self, event: Event) -> None:
        """Take in that the solution was shown before the learner had one."""
        self.tasks.setdefault(event.subject, TaskState.REVEALED)

    def touch(self, event: Event) -> None:
        """Take in that galka changed the learner's files."""
        self.last_touched = event.subject

    def claim(self, event: Event) -> None:
        """Take in that the learner ticked a lesson without galka."""
        self.claimed.add(event.subject)

    def unclaim(self, event: Event) -> None:
        """Take in that the learner took such a tick back."""
        self.claimed.discard(event.subject)


CHANGES: Mapping[EventKind, Callable[[_Sum, Event], None]] = MappingProxyType(
    {
        EventKind.HANDED_OUT: _Sum.hand_out,
        EventKind.CHECKED: _Sum.check,
        EventKind.HINTED: _Sum.hint,
        EventKind.REVEALED: _Sum.reveal,
        EventKind.RESET: _Sum.touch,
        EventKind.UNDONE: _Sum.touch,
        EventKind.CLAIMED: _Sum.claim,
        EventKind.UNCLAIMED: _Sum.unclaim,
    }
)


def standing(events: Iterable[Event]) -> Standing:
    """Return where the learner is after these events."""
    total = _Sum()
    for event in events:
        total.add(event)
    return Standing(
        total.tasks,
        total.handed_out,
        total.hints,
        frozenset(total.claimed),
        total.last_touched,
    )


def lesson_state(reached: Standing, lesson: Lesson) -> LessonState:
    """Return how far the learner is with a lesson; solved means that all its tasks are solved."""
    states = [reached.task(task.id) for task in lesson.tasks]
    if lesson.tasks and all(state is TaskState.SOLVED for state in states):
        return LessonState.SOLVED
    if lesson.id in reached.claimed:
        return LessonState.CLAIMED
    touched = any(task.id in reached.handed_out for task in lesson.tasks)
    if touched or any(state is not TaskState.OPEN for state in states):
        return LessonState.STARTED
    return LessonState.OPEN


def next_task(course: Course, reached: Standing) -> Task | None:
    """Return the first open task: of the lesson in hand, else of the first lesson that is open.

    A claimed lesson is passed over; its tasks stay there for who wants them.
    """
    in_hand = reached.last_touched.rpartition('/')[0]
    lessons = sorted(
        (lesson for lesson in course.lessons if lesson.status is Status.READY),
        key=lambda lesson: lesson.id != in_hand,
    )
    return next(
        (
            task
            for lesson in lessons
            if lesson.id == in_hand or lesson.id not in reached.claimed
            for task in lesson.tasks
            if reached.task(task.id) is TaskState.OPEN
        ),
        None,
    )
