"""The proof matrix: what has to be true of every task, found out by running it.

The solution passes, the stub fails by assertion, each wrong answer fails with the message that must
teach, hints exist, and the folder holds what it should.
"""

import os
import queue
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, final

from galka.checking.client import Checker
from galka.course import task_files
from galka.model.course import Task
from galka.model.verdict import Cause, CheckResult, Verdict
from galka.translation import translate

SOLUTION, STUB = 'solution', 'stub'
LEAST_WRONG = 2
LEAST_HINTS = 2

_Checkers: TypeAlias = 'queue.SimpleQueue[Checker]'
_Running: TypeAlias = 'Mapping[str, Future[CheckResult]]'


@final
@dataclass(frozen=True, slots=True)
class Proof:
    """What was found out about one task. ``problems`` is empty when it keeps its promises."""

    id: str
    solution: str
    stub: str
    wrong: Mapping[str, str]
    hints: int
    problems: tuple[str, ...]
    reason: str = ''

    @property
    def not_verified(self) -> bool:
        """Whether a needed tool was missing."""
        return Verdict.NOT_VERIFIED in {self.solution, self.stub, *self.wrong.values()}


@final
@dataclass(frozen=True, slots=True)
class _Case:
    """One answer that is run: the solution, the stub, or a wrong answer by its name."""

    task: Task
    name: str
    folder: Path


def prove(
    tasks: Iterable[Task],
    on_proof: Callable[[Proof], None],
    workers: int | None = None,
) -> tuple[Proof, ...]:
    """Prove the tasks side by side, and call ``on_proof`` as each is done.

    ``workers`` answers are run at a time, one a core if not said.
    """
    count = workers or os.cpu_count() or 1
    with ExitStack() as stack:
        # Checkers are closed before the pool waits for its threads: an interruption ends at once.
        pool = stack.enter_context(ThreadPoolExecutor(count))
        checkers: _Checkers = queue.SimpleQueue()
        for _ in range(count):
            checkers.put(stack.enter_context(Checker()))
        running = [(task, _submit(pool, checkers, task)) for task in tasks]
        try:
            return tuple(_finish(*each, on_proof) for each in running)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _submit(pool: Executor, checkers: _Checkers, task: Task) -> _Running:
    return {case.name: pool.submit(_run, checkers, case) for case in _cases(task)}


def _finish(task: Task, running: _Running, on_proof: Callable[[Proof], None]) -> Proof:
    proof = _assemble(task, {name: future.result() for name, future in running.items()})
    on_proof(proof)
    return proof


def fields_of(proof: Proof) -> dict[str, Any]:
    """Return a proof as what ``--json`` prints."""
    return {
        'id': proof.id,
        'solution': proof.solution,
        'stub': proof.stub,
        'wrong': dict(proof.wrong),
        'hints': proof.hints,
        'problems': list(proof.problems),
        'reason': proof.reason,
    }


def _cases(task: Task) -> Iterator[_Case]:
    if task.test.is_file():
        yield _Case(task, SOLUTION, task.solution)
        yield _Case(task, STUB, task.stub)
        yield from (
            _Case(task, f'wrong/{wrong.name}', wrong.folder)
            for wrong in task_files.wrong_answers(task)
        )


def _run(ready: _Checkers, case: _Case) -> CheckResult:
    """Run one answer in a copy of it, so that nothing is written into the course."""
    checker = ready.get()
    try:
        with tempfile.TemporaryDirectory(prefix='galka-answer-') as copy:
            for path, source in task_files.answer_files(case.task, case.folder).items():
                target = Path(copy, path)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)
            Path(copy).chmod(0o755)
            return checker.check(case.task, Path(copy))
    finally:
        ready.put(checker)


def _assemble(task: Task, results: Mapping[str, CheckResult]) -> Proof:
    wrong = task_files.wrong_answers(task)
    problems = list(_problems_of_folder(task))
    if results:
        problems.extend(_problems_of_solution(results[SOLUTION]))
        problems.extend(_problems_of_stub(results[STUB]))
        for answer in wrong:
            problems.extend(_problems_of_wrong(answer, results[f'wrong/{answer.name}']))
    reasons = [
        result.reason for result in results.values() if result.verdict is Verdict.NOT_VERIFIED
    ]
    return Proof(
        id=task.id,
        solution=results[SOLUTION].verdict if results else 'missing',
        stub=results[STUB].verdict if results else 'missing',
        wrong={each.name: results[f'wrong/{each.name}'].verdict for each in wrong if results},
        hints=len(task_files.hints(task)),
        problems=tuple(problems),
        reason=reasons[0] if reasons else '',
    )


def _problems_of_folder(task: Task) -> Iterator[str]:
    for path in (task.readme, task.test):
        if not path.is_file():
            yield translate('{name} is missing').format(name=path.name)
    stub, solution = (
        set(task_files.files_below(task.stub)),
        set(task_files.files_below(task.solution)),
    )
    if not stub or stub - solution:
        yield translate('stub/ and solution/ do not hold the same files')
    if len(task_files.hints(task)) < LEAST_HINTS:
        yield translate('hints.rst holds fewer than {least} hints').format(least=LEAST_HINTS)
    wrong = task_files.wrong_answers(task)
    if len(wrong) < LEAST_WRONG:
        yield translate('wrong/ holds fewer than {least} answers').format(least=LEAST_WRONG)
    yield from (
        translate('wrong/{name}/expect.txt is missing or empty').format(name=answer.name)
        for answer in wrong
        if not answer.expected
    )


def _problems_of_solution(result: CheckResult) -> Iterator[str]:
    if result.verdict is Verdict.FAILED:
        yield translate('the solution fails: {reason}').format(reason=result.reason)


def _problems_of_stub(result: CheckResult) -> Iterator[str]:
    if result.verdict is Verdict.PASSED:
        yield translate('the stub passes')
    if result.verdict is not Verdict.FAILED:
        return
    failed = [test for test in result.tests if test.outcome == 'failed']
    if not failed:
        yield translate('the stub does not fail by assertion: {reason}').format(
            reason=result.reason,
        )
    for test in failed:
        if test.cause is not Cause.ASSERTION:
            yield translate('the stub fails by an error in {test}: {message}').format(
                test=test.name,
                message=test.message,
            )


def _problems_of_wrong(answer: task_files.WrongAnswer, result: CheckResult) -> Iterator[str]:
    if result.verdict is Verdict.PASSED:
        yield translate('wrong/{name} passes').format(name=answer.name)
    if result.verdict is not Verdict.FAILED:
        return
    said = _flat('\n'.join([result.reason, *(test.message for test in result.tests)]))
    if _flat(answer.expected) not in said:
        yield translate('wrong/{name} does not fail with its message, but with: {said}').format(
            name=answer.name,
            said=result.reason,
        )


def _flat(text: str) -> str:
    return ' '.join(text.split())
