"""What a task promises, and in which words it is told that a promise is broken."""

from collections.abc import Iterator, Mapping

from galka.course import mutants, task_files
from galka.course.mutants import Mutant
from galka.course.task_files import WrongAnswer
from galka.model.course import Task
from galka.model.errors import CourseError
from galka.model.verdict import Cause, CheckResult, Verdict
from galka.translation import translate

LEAST_WRONG = 2
LEAST_HINTS = 2
LEAST_MUTANTS = 5


def of_folder(task: Task) -> Iterator[str]:
    """Yield what the folder of a task lacks."""
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
    yield from _of_list_of_mutants(task)
    yield from (
        translate('wrong/{name}/expect.txt is missing or empty').format(name=answer.name)
        for answer in wrong
        if not answer.expected
    )


def _of_list_of_mutants(task: Task) -> Iterator[str]:
    try:
        count = len(mutants.mutants_of(task))
    except CourseError as error:
        yield str(error)
        return
    if 0 < count < LEAST_MUTANTS:
        yield translate('{name} holds fewer than {least} mutants').format(
            name=mutants.MUTANTS, least=LEAST_MUTANTS
        )


def of_solution(result: CheckResult) -> Iterator[str]:
    """Yield why a solution does not pass."""
    if result.verdict is Verdict.FAILED:
        yield translate('the solution fails: {reason}').format(reason=result.reason)


def of_stub(result: CheckResult) -> Iterator[str]:
    """Yield why a stub does not fail as it should: because a test says so."""
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


def of_wrong(results: Mapping[WrongAnswer, CheckResult]) -> Iterator[str]:
    """Yield which wrong answers do not fail with their message."""
    for answer, found in results.items():
        yield from _of_one_wrong(answer, found)


def of_mutants(results: Mapping[Mutant, CheckResult]) -> Iterator[str]:
    """Yield which mutants the tests do not notice, and whether they notice too few."""
    if any(found.verdict is Verdict.NOT_VERIFIED for found in results.values()):
        return
    survivors = [mutant for mutant, found in results.items() if found.verdict is Verdict.PASSED]
    for mutant in survivors:
        if not mutant.survives:
            yield translate('mutant {name} passes').format(name=mutant.name)
    for mutant in results:
        if mutant.survives and mutant not in survivors:
            yield translate('mutant {name} fails, and is listed as one that survives').format(
                name=mutant.name
            )
    if len(survivors) * 10 > len(results):
        yield translate('{count} of {all} mutants survive, more than one in ten').format(
            count=len(survivors), all=len(results)
        )


def _of_one_wrong(answer: WrongAnswer, result: CheckResult) -> Iterator[str]:
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
