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
    for test in result.tests:
        if every_test or (test.outcome != 'passed' and test is not result.first_failure):
            _show_test(test)
    passed = sum(each.outcome == 'passed' for each in result.tests)
    if passed and not every_test:
        note = translate_plural('{count} test passes', '{count} tests pass', passed)
        say(f'{INDENT}{note}', dim=True)


def _show_test(test: TestResult) -> None:
    mark, style = marks.OUTCOMES[test.outcome]
    say(f'{INDENT}{mark} {test.name}', **style)
    if test.message:
        paragraph(test.message.partition('\n')[0], indent=INDENT * 3)
