"""``galka verify``: the proof matrix of this course or of anybody's."""

import json
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import click

from galka.checking import proof
from galka.checking.proof import Proof
from galka.commands.options import json_option, with_session
from galka.commands.session import Session
from galka.console import marks
from galka.console.output import INDENT, Progress, json_text, paragraph, say
from galka.course import ids
from galka.model.course import Task
from galka.model.errors import GalkaError
from galka.model.verdict import Verdict
from galka.translation import translate, translate_plural

FAILED, NOT_VERIFIED = 1, 3


@click.command(
    'verify',
    help=translate(
        'Run every solution, stub and wrong answer, and tell which promise is not kept.\n\n'
        'The solution must pass, the stub must fail by assertion, each wrong answer must fail '
        'with its message, each mutant must fail. Exit code: 0 all proved, 1 a promise is '
        'broken, 3 a tool is missing.',
    ),
    epilog=translate('Examples: galka verify    galka verify slots    galka verify --course DIR'),
    short_help=translate('Prove that the course keeps its promises.'),
)
@click.argument('named', metavar='[ID]...', nargs=-1)
@click.option(
    '--course',
    type=click.Path(path_type=Path),
    metavar='DIR',
    help=translate('The course to prove (default: the one in use).'),
)
@click.option(
    '--workers',
    type=click.IntRange(1, 256),
    help=translate('How many answers run at a time (default: one a core).'),
)
@click.option(
    '--output',
    type=click.Path(path_type=Path, dir_okay=False),
    metavar='FILE',
    help=translate('Write the matrix as JSON to FILE as well.'),
)
@json_option
@with_session
def command(
    session: Session,
    named: tuple[str, ...],
    course: Path | None,
    workers: int | None,
    output: Path | None,
    *,
    as_json: bool,
) -> int:
    """Print the proof matrix and return its exit code."""
    if course is not None:
        session = Session(course, None)
    tasks = _tasks(session, named)
    if output:
        _try(output)
    progress = Progress(len(tasks))
    proofs = proof.prove(tasks, partial(_tell, progress, as_json=as_json), workers)
    progress.clear()
    broken = [done for done in proofs if done.problems]
    matrix = {'ok': not broken, 'tasks': [proof.fields_of(done) for done in proofs]}
    if output:
        _write(output, 'w', json.dumps(matrix, ensure_ascii=False, indent=2))
    if as_json:
        json_text(matrix)
    else:
        _sum_up(proofs)
    if broken:
        return FAILED
    return NOT_VERIFIED if any(done.not_verified for done in proofs) else 0


def _try(output: Path) -> None:
    """Refuse a file that can not be written: before all the work, not after it."""
    is_new = not output.exists()
    _write(output, 'a', '')
    if is_new:
        # Work that is interrupted leaves no empty matrix, which would be taken for one.
        output.unlink()


def _write(output: Path, mode: str, text: str) -> None:
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with output.open(mode, encoding='utf-8') as stream:
            stream.write(text)
    except OSError as error:
        raise GalkaError(
            translate('{file} can not be written: {error}').format(file=output, error=error),
        ) from error


def _tell(progress: Progress, done: Proof, *, as_json: bool) -> None:
    if not as_json:
        progress.clear()
        _show(done)
    progress.step(done.id)


def _tasks(session: Session, named: Iterable[str]) -> tuple[Task, ...]:
    found: dict[str, Task] = {}
    for text in named:
        found |= {task.id: task for task in ids.tasks_of(ids.resolve(session.course, text))}
    return tuple(found.values()) if named else tuple(session.course.tasks)


def _show(done: Proof) -> None:
    verdict = Verdict.PASSED
    if done.not_verified:
        verdict = Verdict.NOT_VERIFIED
    if done.problems:
        verdict = Verdict.FAILED
    mark, style = marks.VERDICTS[verdict]
    say(f'{mark} {done.id}', **style)
    if done.not_verified:
        paragraph(translate('not verified: {reason}').format(reason=done.reason), INDENT * 2)
    for problem in done.problems:
        paragraph(problem, INDENT * 2)


def _sum_up(proofs: tuple[Proof, ...]) -> None:
    answers = sum(done.answers for done in proofs)
    mutants = sum(len(done.mutants) for done in proofs)
    broken = sum(bool(done.problems) for done in proofs)
    missing = sum(done.not_verified for done in proofs)
    say()
    paragraph(
        translate(
            '{tasks}, {answers}, {mutants}: {broken} with problems, {missing} not verified'
        ).format(
            tasks=translate_plural('{count} task', '{count} tasks', len(proofs)),
            answers=translate_plural('{count} answer', '{count} answers', answers),
            mutants=translate_plural('{count} mutant', '{count} mutants', mutants),
            broken=broken,
            missing=missing,
        ),
        bold=True,
    )
