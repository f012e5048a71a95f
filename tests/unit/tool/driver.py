"""The real command, run as a learner would run it, over a course of the test's choice."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

SMALL_COURSE = Path(__file__).parents[2] / 'small_course'
#: What of this process's environment would change what the command does.
FOREIGN = (
    *('GALKA_WORKSPACE', 'GALKA_REQUIRE_TOOLS', 'GALKA_HIDE_TOOLS', 'EDITOR', 'VISUAL'),
    'PYTHONDONTWRITEBYTECODE',
)
#: Seconds after which the command is taken to hang.
PATIENCE = 60


class Galka:
    """Runs the command in a folder of its own, as a learner would."""

    def __init__(self, here: Path, course: Path) -> None:
        self.here = here
        self.course = course
        self.workspace = here / 'workspace'
        self.command: tuple[str, ...] = (str(Path(sys.executable).with_name('galka')),)
        environment = {name: text for name, text in os.environ.items() if name not in FOREIGN}
        self.environment: Mapping[str, str] = MappingProxyType(
            environment
            | {'GALKA_COURSE': str(course), 'NO_COLOR': '1', 'COLUMNS': '100', 'LANGUAGE': 'en'},
        )

    def __call__(
        self,
        *arguments: str,
        code: int = 0,
        **environment: str,
    ) -> subprocess.CompletedProcess[str]:
        """Run the command; it has to end with the exit code ``code``."""
        ended = subprocess.run(
            [*self.command, *arguments],
            cwd=self.here,
            env={**self.environment, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            text=True,
            timeout=PATIENCE,
        )
        assert ended.returncode == code, f'{arguments}: {ended.stdout}{ended.stderr}'
        assert 'Traceback' not in ended.stderr, ended.stderr
        return ended

    def json(self, *arguments: str, code: int = 0, **environment: str) -> Any:
        """Run the command with ``--json`` and return what it printed."""
        return json.loads(self(*arguments, '--json', code=code, **environment).stdout)

    def solve(self, task: str) -> None:
        """Put the solution of a task in the learner's place, as if it had been written there."""
        shutil.copytree(
            self.course / 'exercises' / task / 'solution',
            self.workspace / task,
            dirs_exist_ok=True,
        )

    def write(self, task: str, name: str, content: str) -> Path:
        """Write a file of an answer."""
        path = self.workspace / task / name
        path.write_text(content)
        return path


def wait_until(happened: Callable[[], bool], patience: float = 20) -> None:
    """Wait until something has happened, or patience, in seconds, is over."""
    end = time.monotonic() + patience
    while not happened() and time.monotonic() < end:
        time.sleep(0.05)


def noted(calls: list[str], name: str) -> Callable[..., object]:
    """Return a call of ``os`` that leaves its name in a list before it does its work."""
    return partial(_note, calls, name, getattr(os, name))


def _note(calls: list[str], name: str, call: Callable[..., object], *args: object) -> object:
    calls.append(name)
    return call(*args)
