"""``galka list``: every lesson and task with its state."""

from typing import Any

import click

from galka.commands.options import json_option, with_session
from galka.commands.session import Session
from galka.console import marks
from galka.console.output import INDENT, json_text, say
from galka.course import ids
from galka.model.course import Lesson, Status, Task, Track
from galka.model.progress import LessonState, Standing
from galka.progress.standing import lesson_state
from galka.translation import translate


@click.command(
    'list',
    help=translate('Show all lessons and tasks, or those of a track or lesson.'),
    epilog=translate('Examples: galka list    galka list python    galka list --json'),
    short_help=translate('Show all lessons and tasks.'),
)
@click.argument('named', metavar='[ID]', required=False)
@json_option
@with_session
def command(session: Session, named: str | None, *, as_json: bool) -> None:
    """Print lessons with their states."""
    lessons = _lessons(session, named)
    reached = session.standing
    if as_json:
        json_text([fields_of(lesson, reached) for lesson in lessons])
        return
    track_id = ''
    titles = {track.id: track.title for track in session.course.tracks}
    for lesson in lessons:
        if lesson.track_id != track_id:
            if track_id:
                say()
            track_id = lesson.track_id
            say(f'{track_id}: {titles[track_id]}', bold=True)
        _show(lesson, reached)


def fields_of(lesson: Lesson, reached: Standing) -> dict[str, Any]:
    """Return a lesson as what ``--json`` prints."""
    return {
        'id': lesson.id,
        'track': lesson.track_id,
        'title': lesson.title,
        'checklist': list(lesson.checklist),
        'status': lesson.status,
        'state': lesson_state(reached, lesson),
        'minutes': lesson.minutes,
        'tools': list(lesson.tools),
        'tasks': [{'id': task.id, 'state': reached.task(task.id)} for task in lesson.tasks],
    }


def _lessons(session: Session, named: str | None) -> tuple[Lesson, ...]:
    if named is None:
        return tuple(session.course.lessons)
    found = ids.resolve(session.course, named)
    if isinstance(found, Track):
        return found.lessons
    if isinstance(found, Task):
        return tuple(lesson for lesson in session.course.lessons if lesson.id == found.lesson_id)
    return (found,)


def _show(lesson: Lesson, reached: Standing) -> None:
    state = lesson_state(reached, lesson)
    mark, style = marks.LESSONS[state]
    if lesson.status is Status.PLANNED and state is LessonState.OPEN:
        say(f'{INDENT}  {lesson.id}  {lesson.title} ({translate("planned")})', **marks.PLANNED[1])
        return
    word = '' if state is LessonState.OPEN else f' ({translate(state)})'
    say(f'{INDENT}{mark} {lesson.id}  {lesson.title}{word}', **style)
    for task in lesson.tasks:
        task_state = reached.task(task.id)
        mark, style = marks.TASKS[task_state]
        say(f'{INDENT * 3}{mark} {task.name}', **style)
