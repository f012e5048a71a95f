"""Pytest plug-in: report test by test, as lines of JSON, to the process that judges.

An answer runs in the same process as its test, so the report has to show that nobody tampered
with it. Every line carries a word that only the judge and this plug-in know. A test counts as
passed only when its function was seen to return. And one test more than the file holds is run,
which must fail: if it passes, pytest no longer tells the truth.
"""

import json
import os
from collections.abc import Callable, Generator, Iterable
from functools import wraps
from pathlib import Path
from typing import Any, Final, final

import pytest

from galka.model.verdict import CANARY, Cause

NEVER_RAN: Final = 'this test was reported as passed and did not run to its end'
#: What pytest puts between a message and its own explanation of the failed expression.
EXPLANATION: Final = '\nassert '
FAILURES: Final = (AssertionError, pytest.fail.Exception)
#: Lines of a learner's files that are told of one error.
MOST_PLACES: Final = 20


@final
class Reporter:
    """Writes what pytest finds out."""

    def __init__(self, descriptor: int, word: str, answer: Path) -> None:
        self._descriptor = descriptor
        self._word = word
        self._answer = answer
        self._unfinished: dict[str, dict[str, str]] = {}
        self._returned: set[str] = set()

    def write(self, **record: Any) -> None:
        """Write one line of the report."""
        line = json.dumps({'word': self._word, **record})
        os.write(self._descriptor, f'{line}\n'.encode())

    def pytest_exception_interact(
        self,
        node: pytest.Item | pytest.Collector,
        call: pytest.CallInfo[Any],
    ) -> None:
        """Report a file that can not be imported."""
        if isinstance(node, pytest.Collector) and call.excinfo:
            raised = call.excinfo.value
            if isinstance(raised, pytest.Collector.CollectError) and raised.__cause__:
                raised = raised.__cause__
            self._write_broken(node.name, raised)

    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Report what pytest does not expect of a file: that importing it ends the program."""
        self._write_broken('import', excinfo.value)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Add the test that must fail."""
        self.write(collected=[item.name for item in items])
        for item in items:
            if isinstance(item, pytest.Function):
                item.obj = self._watched(item.obj, item.nodeid)
        if items:
            # It is of the same class as a task's tests: what is done to them is done to it.
            canary = pytest.Function.from_parent(
                items[-1].parent,
                name=CANARY,
                callobj=_fail_in_each_way,
            )
            items.append(canary)

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Report which test runs, in case that it never ends."""
        self.write(started=_name(nodeid))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self,
        item: pytest.Item,
        call: pytest.CallInfo[None],
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Keep the worst of a test's three phases, and report it after the last."""
        report = yield
        worst = self._unfinished.setdefault(item.name, {'outcome': 'passed'})
        if call.excinfo and worst['outcome'] == 'passed':
            worst |= self._describe(report, call.excinfo)
        if call.when == 'teardown' and worst['outcome'] == 'passed':
            worst |= self._doubt(item)
        if call.when == 'teardown':
            self.write(test=item.name, **self._unfinished.pop(item.name))
        return report

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, exitstatus: int) -> None:
        """Report that the end was reached."""
        self.write(finished=int(exitstatus))

    def _write_broken(self, name: str, raised: BaseException) -> None:
        self.write(
            test=name,
            outcome='failed',
            cause=Cause.COLLECTION,
            message=_told(pytest.ExceptionInfo.from_exception(raised), self._answer),
        )

    def _watched(self, test: Callable[..., object], nodeid: str) -> Callable[..., object]:
        """Return the test, which now leaves a trace when it was run to its end."""

        @wraps(test)
        def watched(*args: object, **kwargs: object) -> object:
            outcome = test(*args, **kwargs)
            self._returned.add(nodeid)
            return outcome

        return watched

    def _doubt(self, item: pytest.Item) -> dict[str, str]:
        """Return what is wrong with a pass that pytest reports: its test may never have run."""
        if item.nodeid in self._returned:
            return {}
        return {'outcome': 'failed', 'cause': Cause.ERROR, 'message': NEVER_RAN}

    def _describe(
        self,
        report: pytest.TestReport,
        raised: pytest.ExceptionInfo[BaseException],
    ) -> dict[str, str]:
        if report.skipped:
            return {
                'outcome': 'skipped',
                'cause': Cause.SKIPPED,
                'message': str(raised.value),
            }
        if isinstance(raised.value, FAILURES):
            message = str(raised.value).split(EXPLANATION, maxsplit=1)[0]
            return {'outcome': 'failed', 'cause': Cause.ASSERTION, 'message': message}
        return {
            'outcome': 'failed',
            'cause': Cause.ERROR,
            'message': _told(raised, self._answer),
        }


def _fail_in_each_way() -> None:
    """Fail in each way in which a task's test may fail, unless failing has been switched off."""
    for fails in (_fail_by_word, _fail_by_want_of_an_error):
        try:
            fails()
        except pytest.fail.Exception:
            continue
        return
    raise AssertionError(CANARY)


def _fail_by_word() -> None:
    pytest.fail(CANARY)


def _fail_by_want_of_an_error() -> None:
    with pytest.raises(ZeroDivisionError):
        divmod(1, 1)


def _name(nodeid: str) -> str:
    return nodeid.partition('::')[2] or nodeid


def _told(raised: pytest.ExceptionInfo[BaseException], answer: Path) -> str:
    """Return an error, and where in the learner's own files it came from."""
    *lines, error = raised.exconly().replace(f'{answer}{os.sep}', '').splitlines()
    if isinstance(raised.value, SyntaxError):
        return '\n'.join([error, *lines, *_no_texts(raised.value, answer)])
    return '\n'.join([*lines, error, *_shortened(list(_places(raised, answer)))])


def _shortened(places: list[str]) -> list[str]:
    """Leave out the middle: a recursion without end goes through one line hundreds of times."""
    if len(places) <= MOST_PLACES:
        return places
    half = MOST_PLACES // 2
    return [*places[:half], '…', *places[-half:]]


def _no_texts(error: SyntaxError, answer: Path) -> Iterable[str]:
    """Yield what Python leaves out when a file is no text: which of the learner's files it is."""
    if error.filename:
        return
    from galka.translation import translate

    for path in sorted(answer.rglob('*.py')):
        if path.is_file() and b'\0' in path.read_bytes():
            name = path.relative_to(answer)
            yield translate('{name} is no text: it holds a null byte').format(name=name)


def _places(raised: pytest.ExceptionInfo[BaseException], answer: Path) -> Iterable[str]:
    """Yield the lines of the learner's own files that an error came through."""
    for entry in raised.traceback:
        path = Path(str(entry.path))
        if answer in path.parents:
            source = str(entry.statement).strip()
            yield f'{path.relative_to(answer)}, line {entry.lineno + 1}, in {entry.name}: {source}'
