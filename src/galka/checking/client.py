"""The near end of a check: start the server, send requests, judge what comes back."""

import dataclasses
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self, final

from galka.checking import judge, starting
from galka.checking.examined import Examined, examine
from galka.model.course import Task
from galka.model.errors import GalkaError
from galka.model.verdict import CheckResult, Verdict
from galka.translation import translate
from galka.workspace.folder import STATE

#: What a course consists of. Other things may lie beside it, the learner's workspace for example.
COURSE_FOLDERS = ('lessons', 'examples', 'exercises', 'notebooks')


@final
class Checker:
    """Checks answers one after another in processes forked from one that is ready.

    Starting is cheap: the other process gets ready while its owner goes on.
    """

    def __init__(self, *, warm: bool = True) -> None:
        """Start the other process; ``warm`` readies it for many checks, which one need not pay."""
        self._server: starting.Server | None = None
        if starting.CAN_FORK:
            self._server = starting.start(warm=warm)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        raised: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def check(self, task: Task, answer: Path, *, again: bool = False) -> CheckResult:
        """Judge the answer in the folder ``answer``.

        ``again`` says that the same is likely to be asked soon: the next verdict comes sooner.
        A test that can not be read passes nobody.
        """
        try:
            test = task.test.read_text('utf-8')
            examined = examine(test)
        except (OSError, SyntaxError, ValueError) as error:
            reason = translate('{name} can not be read: {reason}').format(
                name=task.test.name,
                reason=error,
            )
            return CheckResult(task.id, Verdict.FAILED, reason, (), 0)
        started = time.monotonic()
        raw = self._ask(task, answer.resolve(), examined, again=again)
        # Where the system can not protect the course, it is seen at least that it was changed.
        changed = not task.test.is_file() or task.test.read_text('utf-8') != test
        return judge.judge(task, examined, raw | {'changed': changed}, time.monotonic() - started)

    def close(self) -> None:
        """End the server, and with it a check that may still run."""
        if self._server:
            self._server.close()

    def _ask(self, task: Task, answer: Path, examined: Examined, *, again: bool) -> dict[str, Any]:
        request = {
            'test': str(task.test),
            'answer': str(answer),
            'limit': examined.limit,
            'scratch': '',
            'protected': [str(folder) for folder in protected_from(task, answer)],
            'silent': examined.silent,
            'again': again,
        }
        if self._server is None:
            return _spawn(request)
        return _exchange(self._server, request)


def _exchange(server: starting.Server, request: dict[str, Any]) -> dict[str, Any]:
    line = server.ask(f'{json.dumps(request)}\n'.encode())
    if not line:
        raise GalkaError(
            translate('The process that runs checks has ended (exit code {code}).').format(
                code=server.close(),
            ),
            translate('Try again. If it happens again, run: galka doctor'),
        )
    answer: dict[str, Any] = json.loads(line)
    return answer


def _spawn(request: dict[str, Any]) -> dict[str, Any]:
    """Run a check in a new process, where a process can not be forked."""
    # Elsewhere nobody needs these, and they take a tenth of a check to import.
    import subprocess
    import tempfile

    with tempfile.TemporaryDirectory(prefix='galka-', ignore_cleanup_errors=True) as scratch:
        request['scratch'] = scratch
        try:
            ended = subprocess.run(
                [sys.executable, '-P', '-m', 'galka.checking.spawned'],
                input=json.dumps(request),
                capture_output=True,
                check=False,
                text=True,
                encoding='utf-8',
                timeout=request['limit'],
            )
        except subprocess.TimeoutExpired as expired:
            return {
                'exit': None,
                'stopped': 'time',
                'word': '',
                'report': '',
                'output': str(expired.stdout or ''),
            }
        report = Path(scratch) / 'report.jsonl'
        return {
            'exit': ended.returncode,
            'stopped': '',
            'word': '',
            'report': report.read_text('utf-8') if report.is_file() else '',
            'output': ended.stdout + ended.stderr,
        }


def protected_from(task: Task, answer: Path) -> Iterator[Path]:
    """Yield the folders that an answer to a task must not change."""
    root = task.folder.parents[3]
    yield from (root / name for name in COURSE_FOLDERS)
    if answer.parts[-3:] == Path(task.id).parts:
        # It lies in a workspace.
        yield answer.parents[2] / STATE


def fields_of(result: CheckResult) -> dict[str, Any]:
    """Return a result as what ``--json`` prints."""
    return {
        'id': result.id,
        'verdict': result.verdict,
        'reason': result.reason,
        'tests': [_test_fields(dataclasses.asdict(test)) for test in result.tests],
        'seconds': round(result.seconds, 3),
    }


def _test_fields(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: fields[name] for name in ('name', 'outcome', 'message')}
