"""The near end of a check: start the server, send requests, judge what comes back."""

import dataclasses
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self, final

from galka.checking import judge, starting
from galka.checking.examined import Examined, examine
from galka.model.course import Task
from galka.model.errors import GalkaError
from galka.model.verdict import CheckResult
from galka.translation import translate


@final
class Checker:
    """Checks answers one after another in processes forked from one that is ready.

    Starting is cheap: the other process gets ready while its owner goes on.
    """

    def __init__(self, *, warm: bool = True) -> None:
        """Start the other process; ``warm`` readies it for many checks, which one need not pay."""
        self._server: subprocess.Popen[str] | None = None
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

    def check(self, task: Task, answer: Path) -> CheckResult:
        """Judge the answer in the folder ``answer``."""
        examined = examine(task.test)
        started = time.monotonic()
        raw = self._ask(task, answer.resolve(), examined)
        return judge.judge(task, examined, raw, time.monotonic() - started)

    def close(self) -> None:
        """End the server, and with it a check that may still run."""
        if self._server and self._server.stdin and self._server.stdout:
            self._server.stdin.close()
            self._server.stdout.close()
            self._server.wait()

    def _ask(self, task: Task, answer: Path, examined: Examined) -> dict[str, Any]:
        request = {
            'test': str(task.test),
            'answer': str(answer),
            'limit': examined.limit,
            'scratch': '',
        }
        if self._server is None:
            return _spawn(request)
        return _exchange(self._server, request)


def _exchange(server: subprocess.Popen[str], request: dict[str, Any]) -> dict[str, Any]:
    if not server.stdin or not server.stdout:
        raise TypeError('the server was started without pipes')
    try:
        server.stdin.write(f'{json.dumps(request)}\n')
        server.stdin.flush()
        line = server.stdout.readline()
    except (BrokenPipeError, ConnectionResetError):
        line = ''
    if not line:
        raise GalkaError(
            translate('The process that runs checks has ended (exit code {code}).').format(
                code=server.wait(),
            ),
            translate('Try again. If it happens again, run: galka doctor'),
        )
    answer: dict[str, Any] = json.loads(line)
    return answer


def _spawn(request: dict[str, Any]) -> dict[str, Any]:
    """Run a check in a new process, where a process can not be forked."""
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
                'timed_out': True,
                'word': '',
                'report': '',
                'output': str(expired.stdout or ''),
            }
        report = Path(scratch) / 'report.jsonl'
        return {
            'exit': ended.returncode,
            'timed_out': False,
            'word': '',
            'report': report.read_text('utf-8') if report.is_file() else '',
            'output': ended.stdout + ended.stderr,
        }


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
