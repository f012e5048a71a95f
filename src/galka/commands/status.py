"""Where the learner is: the checklist with its ticks, the next task, and what to type."""

from collections import Counter

from galka.commands.session import Session
from galka.commands.task_view import nearby
from galka.console import marks
from galka.console.output import INDENT, paragraph, say
from galka.model.course import Lesson, Status, Track
from galka.model.progress import LessonState, Standing, TaskState
from galka.progress.standing import lesson_state, next_task
from galka.translation import translate, translate_plural


def show_status(session: Session) -> None:
    """Print the checklist and the next task."""
    reached = session.standing
    counted = Counter(lesson_state(reached, lesson) for lesson in session.course.lessons)
    total = sum(counted.values())
    claimed = counted[LessonState.CLAIMED]
    heading = (
        translate('{solved} of {total} lessons solved, {claimed} claimed')
        if claimed
        else translate('{solved} of {total} lessons solved')
    )
    solved = counted[LessonState.SOLVED]
    paragraph(heading.format(solved=solved, total=total, claimed=claimed), bold=True)
    for track in session.course.tracks:
        say()
        _show_track(track, reached)
    say()
    show_what_comes(session)


def _show_track(track: Track, reached: Standing) -> None:
    strip = ''.join(_mark(lesson, reached) for lesson in track.lessons)
    say(f'{strip}  {track.title}', bold=True)
    for lesson in track.lessons:
        if lesson.status is Status.READY:
            _show_lesson(lesson, reached)
    planned = sum(each.status is Status.PLANNED for each in track.lessons)
    if planned:
        note = translate_plural('{count} lesson is planned', '{count} lessons are planned', planned)
        say(f'{INDENT}  {note}', dim=True)


def _mark(lesson: Lesson, reached: Standing) -> str:
    return marks.LESSONS[lesson_state(reached, lesson)][0]


def _show_lesson(lesson: Lesson, reached: Standing) -> None:
    state = lesson_state(reached, lesson)
    mark, style = marks.LESSONS[state]
    solved = sum(reached.task(task.id) is TaskState.SOLVED for task in lesson.tasks)
    say(f'{INDENT}{mark} {lesson.title}  {solved}/{len(lesson.tasks)}', **style)


def show_what_comes(session: Session) -> None:
    """Print the next task and what to type."""
    reached = session.standing
    if not session.place.exists:
        paragraph(translate('You have no workspace yet. Begin with: galka start'))
        return
    coming = next_task(session.course, reached)
    if coming is None:
        paragraph(translate('Every task that is ready is solved.'))
        return
    say(translate('Next: {task}').format(task=coming.id), bold=True)
    if coming.id in reached.handed_out:
        place = nearby(session.place.folder(coming))
        paragraph(translate('Your files: {place}').format(place=place), indent=INDENT)
        paragraph(translate('Check them: galka check, or galka watch'), indent=INDENT)
        paragraph(translate('Stuck? galka hint'), indent=INDENT)
    else:
        paragraph(translate('Get it: galka next'), indent=INDENT)
