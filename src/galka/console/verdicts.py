"""How a verdict is told to the learner: the failure first, and what to do about it."""

from galka.console import marks
from galka.console.output import INDENT, block, paragraph, say
from galka.model.verdict import CheckResult, Verdict
from galka.translation import translate, translate_plural


def show(result: CheckResult, *, every_test: bool = False) -> None:
    """Print a verdict: one line, the first failure in full, the others by name."""
    mark, style = marks.VERDICTS[result.verdict]
    headline = f'{mark} {result.id}: {translate(result.verdict)}'
    say(f'{headline}  ({result.seconds:.1f} s)', **style)
    if result.verdict is Verdict.PASSED and not every_test:
        return
    failure = result.first_failure
    say()
    if failure is None or not failure.message:
        paragraph(result.reason, indent=INDENT)
    else:
        say(f'{INDENT}{failure.name}', bold=True)
        paragraph(failure.message, indent=INDENT * 2)
        if result.reason not in failure.message:
            paragraph(result.reason, indent=INDENT * 2)
    say()
    _show_tests(result, every_test=every_test)
    if result.output.strip() and result.verdict is Verdict.FAILED and not result.tests:
        block('\n'.join(result.output.strip().splitlines()[-10:]))


def _show_tests(result: CheckResult, *, every_test: bool) -> None:
    passed = [test for test in result.tests if test.outcome == 'passed']
    for test in result.tests:
        if test is result.first_failure and not every_test:
            continue
        if test.outcome != 'passed' or every_test:
            mark, style = marks.OUTCOMES[test.outcome]
            first_line = test.message.partition('\n')[0]
            say(f'{INDENT}{mark} {test.name}', **style)
            if first_line:
                paragraph(first_line, indent=INDENT * 3)
    if passed and not every_test:
        say(
            INDENT
            + translate_plural(
                '{count} test passes',
                '{count} tests pass',
                len(passed),
            ),
            dim=True,
        )
