"""What a check found out."""

from dataclasses import dataclass
from enum import StrEnum
from typing import final

#: The name of the test that is run beside a task's own, and must fail.
CANARY = 'canary'


@final
class Verdict(StrEnum):
    """The judgement over one answer."""

    PASSED = 'passed'
    FAILED = 'failed'
    NOT_VERIFIED = 'not verified'


@final
class Cause(StrEnum):
    """Why a test did not pass."""

    NONE = ''
    ASSERTION = 'assertion'
    ERROR = 'error'
    COLLECTION = 'collection'
    SKIPPED = 'skipped'


@final
@dataclass(frozen=True, slots=True)
class TestResult:
    """The outcome of one test, and what it says to the learner."""

    __test__ = False

    name: str
    outcome: str
    message: str = ''
    cause: Cause = Cause.NONE


@final
@dataclass(frozen=True, slots=True)
class CheckResult:
    """The verdict over the answer to one task. ``reason`` is one line, empty for a pass."""

    id: str
    verdict: Verdict
    reason: str
    tests: tuple[TestResult, ...]
    seconds: float
    output: str = ''

    @property
    def first_failure(self) -> TestResult | None:
        """The first test that did not pass, in the order of the file."""
        return next((test for test in self.tests if test.outcome != Verdict.PASSED), None)
