"""The proof matrix: what has to be true of every task, found out by running it.

The solution passes, the stub fails by assertion, each wrong answer fails with the message that must
teach, each mutant of the solution fails, hints exist, and the folder holds what it should.
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

from galka.checking import promises
from galka.checking.client import Checker
from galka.course import mutants, task_files
from galka.course.mutants import Mutant
from galka.course.task_files import WrongAnswer
from galka.model.course import Task
from galka.model.verdict import CheckResult, Verdict

_Checkers: TypeAlias = 'queue.SimpleQueue[Checker]'
_Running: TypeAlias = 'Mapping[_Case, Future[CheckResult]]'
_Results: TypeAlias = 'Mapping[_Case, CheckResult]'


@final
@dataclass(frozen=True, slots=True)
class Proof:
    """What was found out about one task. ``problems`` is empty when it keeps its promises."""

    id: str
    solution: str
    stub: str
    wrong: Mapping[str, str]
    mutants: Mapping[str, str]
    #: Why each mutant that survives is right too.
    survivors: Mapping[str, str]
    hints: int
    problems: tuple[str, ...]
    reason: str = ''

    @property
    def answers(self) -> int:
        """How many answers were run, mutants not counted."""
        return len(self.wrong) + 2

    @property
    def not_verified(self) -> bool:
        """Whether a needed tool was missing."""
        verdicts = {self.solution, self.stub, *self.wrong.values(), *self.mutants.values()}
        return Verdict.NOT_VERIFIED in verdicts


@final
@dataclass(frozen=True, slots=True)
class _Case:
    """One answer that is run: the solution, the stub, a wrong answer, or a mutant."""

    task: Task
    folder: Path
    wrong: WrongAnswer | None = None
    mutant: Mutant | None = None
    #: The text of the file that the mutant changes.
    changed: str = ''


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
    return {case: pool.submit(_run, checkers, case) for case in _cases(task)}


def _finish(task: Task, running: _Running, on_proof: Callable[[Proof], None]) -> Proof:
    results = {case: future.result() for case, future in running.items()}
    proof = _assemble(task, results) if results else _without_tests(task)
    on_proof(proof)
    return proof


def fields_of(proof: Proof) -> dict[str, Any]:
    """Return a proof as what ``--json`` prints."""
    return {
        'id': proof.id,
        'solution': proof.solution,
        'stub': proof.stub,
        'wrong': dict(proof.wrong),
        'mutants': dict(proof.mutants),
        'survivors': dict(proof.survivors),
        'hints': proof.hints,
        'problems': list(proof.problems),
        'reason': proof.reason,
    }


def _cases(task: Task) -> Iterator[_Case]:
    if task.test.is_file():
        yield _Case(task, task.solution)
        yield _Case(task, task.stub)
        yield from (
            _Case(task, wrong.folder, wrong=wrong) for wrong in task_files.wrong_answers(task)
        )
        for mutant in mutants.usable(task):
            changed = mutants.mutated(task, mutant)
            yield _Case(task, task.solution, mutant=mutant, changed=changed)


def _run(ready: _Checkers, case: _Case) -> CheckResult:
    """Run one answer in a copy of it, so that nothing is written into the course."""
    checker = ready.get()
    try:
        with tempfile.TemporaryDirectory(prefix='galka-answer-') as copy:
            for path, source in task_files.answer_files(case.task, case.folder).items():
                target = Path(copy, path)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)
            if case.mutant:
                Path(copy, case.mutant.file).write_text(case.changed, 'utf-8')
            Path(copy).chmod(0o755)
            return checker.check(case.task, Path(copy))
    finally:
        ready.put(checker)


def _assemble(task: Task, results: _Results) -> Proof:
    # What was run is asked, not the folder: its author may have gone on writing meanwhile.
    wrong = {case.wrong: found for case, found in results.items() if case.wrong}
    changed = {case.mutant: found for case, found in results.items() if case.mutant}
    solution, stub = (results[_Case(task, folder)] for folder in (task.solution, task.stub))
    reasons = [each.reason for each in results.values() if each.verdict is Verdict.NOT_VERIFIED]
    return Proof(
        id=task.id,
        solution=solution.verdict,
        stub=stub.verdict,
        wrong={answer.name: found.verdict for answer, found in wrong.items()},
        mutants={mutant.name: found.verdict for mutant, found in changed.items()},
        survivors={mutant.name: mutant.survives for mutant in changed if mutant.survives},
        hints=len(task_files.hints(task)),
        problems=(
            *promises.of_folder(task),
            *promises.of_solution(solution),
            *promises.of_stub(stub),
            *promises.of_wrong(wrong),
            *promises.of_mutants(changed),
        ),
        reason=reasons[0] if reasons else '',
    )


def _without_tests(task: Task) -> Proof:
    return Proof(task.id, 'missing', 'missing', {}, {}, {}, 0, tuple(promises.of_folder(task)))
