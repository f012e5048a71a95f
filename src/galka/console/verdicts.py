"""How a verdict is told to the learner: the failure first, and what to do about it."""

from galka.console import marks
from galka.console.output import INDENT, block, paragraph, say
from galka.model.verdict import CheckResult, TestResult, Verdict
from galka.translation import translate, translate_plural

#: How much is shown of what a check printed when it ended before its tests.
LAST_LINES = 10


def show(result: CheckResult, *, every_test: bool = False) -> None:
    """Print a verdict: one line, the first failure in full, the others by name."""
    mark, style = marks.VERDICTS[result.verdict]
    seconds = translate('{seconds:.1f} s').format(seconds=result.seconds)
    say(f'{mark} {result.id}: {translate(result.verdict)}  ({seconds})', **style)
    if result.verdict is not Verdict.PASSED:
        say()
        _show_first(result)
    if result.verdict is not Verdict.PASSED or every_test:
        _show_others(result, every_test=every_test)


def _show_first(result: CheckResult) -> None:
    failure = result.first_failure
    if failure:
        say(f'{INDENT}{failure.name}', bold=True)
        paragraph(failure.message, indent=INDENT * 2)
    if failure is None or result.reason not in failure.message:
        paragraph(result.reason, indent=INDENT * 2)
    if not result.tests and result.output.strip():
        say()
        block('\n'.join(result.output.strip().splitlines()[-LAST_LINES:]))
    say()


def _show_others(result: CheckResult, *, every_test: bool) -> None:
    if every_test:
        for test in result.tests:
            _show_test(test)
        return
    _show_failures(result)
    passed = sum(each.outcome == 'passed' for each in result.tests)
    if passed:
        note = translate_plural('{count} test passes', '{count} tests pass', passed)
        say(f'{INDENT}{note}', dim=True)


def _show_failures(result: CheckResult) -> None:
    """Show each message once: one missing name fails every test in the same words."""
    first = result.first_failure
    told = {first.message} if first else set()
    repeated = 0
    for test in result.tests:
        if test.outcome == 'passed' or test is first:
            continue
        if test.message in told:
            repeated += 1
            continue
        told.add(test.message)
        _show_test(test)
    if repeated:
        say(f'{INDENT}{_fail_likewise(repeated)}', dim=True)


def _fail_likewise(count: int) -> str:
    return translate_plural(
        '{count} more test fails with a message that is shown',
        '{count} more tests fail with a message that is shown',
        count,
    )


def _show_test(test: TestResult) -> None:
    mark, style = marks.OUTCOMES[test.outcome]
    say(f'{INDENT}{mark} {test.name}', **style)
    if test.message:
        paragraph(test.message.partition('\n')[0], indent=INDENT * 3)
