"""``galka check``: one verdict over each answer that is asked for."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from types import MappingProxyType

import click

from galka.checking import client
from galka.checking.client import Checker
from galka.commands.options import json_option, with_session
from galka.commands.session import Session
from galka.console import verdicts
from galka.console.output import json_text, paragraph
from galka.course.task_files import files_below
from galka.model.course import Task
from galka.model.progress import EventKind, TaskState
from galka.model.verdict import CheckResult, Verdict
from galka.progress.standing import next_task
from galka.translation import translate

EXIT_CODES: Mapping[Verdict, int] = MappingProxyType(
    {
        Verdict.PASSED: 0,
        Verdict.FAILED: 1,
        Verdict.NOT_VERIFIED: 3,
    }
)


@click.command(
    'check',
    help=translate(
        'Check the answer to a task (default: the one in hand), or those of a lesson or '
        'track.\n\n'
        'Exit code: 0 passed, 1 failed, 3 not verified, since a tool is missing.',
    ),
    epilog=translate('Examples: galka check    galka check slots    galka check mend --json'),
    short_help=translate('Check your answer.'),
)
@click.argument('named', metavar='[ID]', required=False)
@click.option('-v', '--verbose', is_flag=True, help=translate('Show every test.'))
@json_option
@with_session
def command(session: Session, named: str | None, *, verbose: bool, as_json: bool) -> int:
    """Judge each answer and print its verdict."""
    session.require_workspace()
    show = _show_nothing if as_json else partial(verdicts.show, every_test=verbose)
    with Checker(warm=False) as checker:
        tasks = session.tasks(named)
        results = [check_one(session, checker, task, show) for task in tasks]
    if as_json:
        fields = [client.fields_of(result) for result in results]
        json_text(fields[0] if len(fields) == 1 else fields)
    elif results[-1].verdict is Verdict.PASSED:
        congratulate(session, tasks[-1])
    return worst(result.verdict for result in results)


def check_one(
    session: Session,
    checker: Checker,
    task: Task,
    show: Callable[[CheckResult], object],
    *,
    again: bool = False,
) -> CheckResult:
    """Judge the learner's answer, which may be asked ``again`` soon; write the verdict down.

    It is shown before: a disk that is full must not keep it from the learner. Raises ProgressError
    when it can not be written.
    """
    hindrance = _hindrance(session, task)
    if hindrance:
        result = CheckResult(task.id, Verdict.FAILED, hindrance, (), 0)
        show(result)
        return result
    result = checker.check(task, session.workspace.folder(task), again=again)
    show(result)
    session.record(EventKind.CHECKED, task.id, verdict=result.verdict)
    return result


def _show_nothing(result: CheckResult) -> None:
    """Leave a verdict to the JSON that is printed at the end."""


def _hindrance(session: Session, task: Task) -> str:
    """Return why there is nothing to check, empty if there is."""
    if not session.workspace.folder(task).is_dir():
        return translate('not handed out yet: galka open {task}').format(task=task.id)
    missing = missing_files(session, task)
    if missing:
        return translate('{names} is missing; galka reset {task} brings the stub back').format(
            names=', '.join(missing),
            task=task.name,
        )
    return ''


def missing_files(session: Session, task: Task) -> list[str]:
    """Return the files of an answer that are not in the learner's folder."""
    folder = session.workspace.folder(task)
    return [str(path) for path in files_below(task.stub) if not (folder / path).is_file()]


def congratulate(session: Session, task: Task) -> None:
    """Say what the pass has earned and what comes next."""
    reached = session.standing
    lesson = next(lesson for lesson in session.course.lessons if lesson.id == task.lesson_id)
    solved = sum(reached.task(each.id) is TaskState.SOLVED for each in lesson.tasks)
    if reached.task(task.id) is TaskState.REVEALED:
        paragraph(translate('Its solution was revealed before, so it stays "revealed".'), dim=True)
    elif solved == len(lesson.tasks):
        paragraph(
            translate('✓ A tick earned: {words}').format(words=lesson.checklist[0]), fg='green'
        )
    coming = next_task(session.course, reached)
    if coming:
        paragraph(translate('Next: galka next ({task})').format(task=coming.id))
    else:
        paragraph(translate('Every task that is ready is solved.'))


def worst(found: Iterable[Verdict]) -> int:
    """Return the exit code of several verdicts: a failure before a missing tool before a pass."""
    verdicts_found = set(found)
    for verdict in (Verdict.FAILED, Verdict.NOT_VERIFIED):
        if verdict in verdicts_found:
            return EXIT_CODES[verdict]
    return EXIT_CODES[Verdict.PASSED]
