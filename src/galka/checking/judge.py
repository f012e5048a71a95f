"""From a report to a verdict. A pass has to be shown: everything that is not one is a failure."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, final

from galka.checking.examined import Examined
from galka.model.course import Task
from galka.model.verdict import CANARY, Cause, CheckResult, TestResult, Verdict
from galka.translation import translate

#: pytest's exit status when tests have failed, as the canary always does.
TESTS_FAILED = 1
#: How `faulthandler` begins to write down where a check is.
SNAPSHOT = re.compile(r'^Timeout \([\d:.]+\)!$', re.MULTILINE)
FRAME = re.compile(r'  File "(?P<file>[^"]+)", line (?P<line>\d+) in (?P<name>\S+)')


@final
class _Report:
    """The lines that the reporter wrote, sorted out."""

    def __init__(self, text: str, word: str) -> None:
        self.results: list[TestResult] = []
        self.collected: list[str] = []
        self.finished: int | None = None
        self.running = ''
        for line in text.splitlines():
            record = _record(line)
            if record.get('word') == word:
                self._take(record)

    @property
    def canary_failed(self) -> bool:
        """Whether the test that must fail has failed."""
        return any(
            test.name == CANARY and test.message == CANARY and test.outcome == 'failed'
            for test in self.results
        )

    @property
    def tests(self) -> tuple[TestResult, ...]:
        """The results of the task's own tests."""
        return tuple(test for test in self.results if test.name != CANARY)

    def missing(self, functions: Iterable[str]) -> list[str]:
        """Return the tests that have no result: of those collected, and of the file's functions."""
        reported = {test.name for test in self.results}
        reported_functions = {name.partition('[')[0] for name in reported}
        return [
            *(name for name in self.collected if name not in reported),
            *(name for name in functions if name not in reported_functions),
        ]

    def _take(self, record: Mapping[str, Any]) -> None:
        name = record.get('test')
        if name:
            self.results.append(
                TestResult(
                    name,
                    record['outcome'],
                    record.get('message', ''),
                    Cause(record.get('cause', '')),
                ),
            )
        self.collected.extend(record.get('collected', ()))
        self.running = record.get('started', self.running)
        self.finished = record.get('finished', self.finished)


def judge(task: Task, examined: Examined, raw: Mapping[str, Any], seconds: float) -> CheckResult:
    """Return the verdict that the raw outcome of a check's process amounts to."""
    report = _Report(raw['report'], raw['word'])
    verdict, reason = _verdict(examined, raw, report)
    # Where it was is told in the reason; the frames below it are galka's and pytest's.
    output = SNAPSHOT.split(raw['output'], maxsplit=1)[0]
    return CheckResult(task.id, verdict, reason, report.tests, seconds, output)


def _verdict(
    examined: Examined,
    raw: Mapping[str, Any],
    report: _Report,
) -> tuple[Verdict, str]:
    if raw['stopped']:
        return Verdict.FAILED, _stopped(examined, raw, report)
    failed = [test for test in report.tests if test.outcome == 'failed']
    if failed:
        return Verdict.FAILED, failed[0].message.partition('\n')[0] or failed[0].name
    if raw['exit'] or report.finished is None:
        return Verdict.FAILED, _ended_early(raw, report)
    if raw['changed']:
        return Verdict.FAILED, translate('The test was changed while it ran: put it back first.')
    missing = report.missing(examined.tests)
    if missing or not report.tests:
        return Verdict.FAILED, translate('These tests did not run: {names}').format(
            names=', '.join(missing) or translate('there is none'),
        )
    if not report.canary_failed or report.finished != TESTS_FAILED:
        return Verdict.FAILED, translate(
            'A test that must fail did not: this answer changes how tests work.',
        )
    skipped = [test for test in report.tests if test.outcome == 'skipped']
    if skipped:
        return Verdict.NOT_VERIFIED, skipped[0].message.removeprefix('not verified: ')
    return Verdict.PASSED, ''


def _stopped(examined: Examined, raw: Mapping[str, Any], report: _Report) -> str:
    if raw['stopped'] == 'memory':
        told = (
            translate('stopped, since it used too much memory, while {test} ran')
            if report.running
            else translate('stopped, since it used too much memory, while it was being imported')
        )
    else:
        told = (
            translate('stopped after {limit:g} s, while {test} ran')
            if report.running
            else translate('stopped after {limit:g} s, while the test was being imported')
        )
    reason = told.format(limit=examined.limit, test=report.running)
    frame = next(filter(_is_learners, FRAME.finditer(raw['output'])), None)
    if frame is None:
        return reason
    place = translate('at that moment: {file}, line {line}, in {name}').format(
        file=Path(frame['file']).name,
        line=frame['line'],
        name=frame['name'],
    )
    return f'{reason}; {place}'


def _is_learners(frame: re.Match[str]) -> bool:
    place = Path(frame['file'])
    return (
        'site-packages' not in place.parts
        # Of Python's own modules some have no file, such as <frozen codecs>.
        and not frame['file'].startswith('<')
        and not place.name.startswith('test_')
        and ('lib' not in place.parts)
    )


def _ended_early(raw: Mapping[str, Any], report: _Report) -> str:
    told = (
        translate('the process ended with exit code {code} before its tests did, while {test} ran')
        if report.running
        else translate('the process ended with exit code {code} before its tests did')
    )
    return told.format(code=raw['exit'], test=report.running)


def _record(line: str) -> Mapping[str, Any]:
    try:
        record = json.loads(line)
    except ValueError:
        return {}
    return record if isinstance(record, dict) else {}
