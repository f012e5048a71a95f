"""A check in the page: what `galka.checking.child` does in a process, in a worker's interpreter."""

import contextlib
import importlib
import io
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest

from galka.checking import child
from galka.checking.child import Request
from galka.checking.examined import examine
from galka.checking.reporting import Reporter
from in_page import clocks, missing, virtual_loop
from in_page.deadline import COURSE, Deadline

#: The answer lies outside of the course, as a learner's does.
ANSWER: Final = Path('/workspace')
SCRATCH: Final = Path('/scratch')
CONFIG: Final = COURSE / 'pytest.ini'
#: What a check writes its report to; the worker reads it there.
REPORT: Final = '/dev/report'
#: A browser's worker has a small stack, and one that overflows takes Python with it.
DEEPEST: Final = 500
NOTHING: Final = 'track/lesson/nothing'
WARM_UP: Final = """
import pytest

@pytest.fixture
def it():
    return 1

@pytest.mark.parametrize('number', [1, 2])
def test_nothing(it, number, answer, tmp_path):
    assert it == number
"""

Texts = Mapping[str, str]


def prepare() -> None:
    """Have pytest import all that it needs, before there is anything to check."""
    clocks.install()
    virtual_loop.install()
    sys.dont_write_bytecode = True
    sys.setrecursionlimit(DEEPEST)
    settle()
    child.CONFIG = CONFIG
    os.environ |= {
        'PYTEST_DISABLE_PLUGIN_AUTOLOAD': '1',
        'PYTHONDONTWRITEBYTECODE': '1',
        'COLUMNS': '100',
        'LANGUAGE': 'en',
        'TMPDIR': str(SCRATCH),
    }
    tempfile.tempdir = str(SCRATCH)
    warm_up()


def settle() -> None:
    """Do what no memory of another Python holds: make the folders, and draw other numbers."""
    for folder in (COURSE, ANSWER, SCRATCH):
        folder.mkdir(exist_ok=True)
    CONFIG.write_text('[pytest]\n')
    random.seed()
    # Names of temporary files are drawn by another generator.
    tempfile._name_sequence = None


def warm_up() -> None:
    """Check an answer to nothing, so that pytest imports and remembers what every check needs.

    The browser compiles what is called for the first time: no test is to lose its seconds to that.
    """
    folder = COURSE / 'exercises' / NOTHING
    test_file = folder / f'test_{folder.name}.py'
    _write(folder, {'stub/nothing.py': '', test_file.name: WARM_UP})
    reporter = Reporter(os.open(os.devnull, os.O_WRONLY), '', folder)
    with contextlib.redirect_stdout(io.StringIO()):
        pytest.main(
            child.arguments(_request(test_file, WARM_UP, folder / 'stub')),
            plugins=[*child.PLUGINS, reporter],
        )
    for place in (COURSE / 'exercises', *SCRATCH.iterdir()):
        shutil.rmtree(place)


def run(
    task_id: str,
    test: str,
    files: Texts,
    stub: Texts,
    word: str,
    seconds: float,
    arm: Callable[[float], None],
) -> None:
    """Run the test of a task over an answer; the report says what comes of it.

    Each test may take some ``seconds``; ``arm`` sets when it is interrupted, 0 for never.
    """
    folder = COURSE / 'exercises' / task_id
    answer = ANSWER / task_id
    test_file = folder / f'test_{folder.name}.py'
    _write(folder, {f'stub/{name}': text for name, text in stub.items()} | {test_file.name: test})
    _write(answer, files)
    # A folder is a task's when it has a stub.
    (folder / 'stub').mkdir(exist_ok=True)
    _go_home()
    missing.watch()
    # pytest takes the place of standard error while a test runs.
    deadline = Deadline(arm, seconds, answer, os.dup(sys.__stderr__.fileno()))
    reporter = Reporter(os.open(REPORT, os.O_WRONLY), word, answer)
    pytest.main(
        child.arguments(_request(test_file, test, answer)),
        plugins=[*child.PLUGINS, reporter, deadline],
    )
    sys.stdout.flush()
    sys.stderr.flush()


def _go_home() -> None:
    """Go to an empty folder, and forget what was where."""
    home = SCRATCH / 'cwd'
    home.mkdir()
    os.chdir(home)
    importlib.invalidate_caches()


def _write(folder: Path, files: Texts) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, 'utf-8')


def _request(test_file: Path, test: str, answer: Path) -> Request:
    examined = examine(test)
    return Request(
        test=str(test_file),
        answer=str(answer),
        limit=examined.limit,
        scratch=str(SCRATCH),
        silent=examined.silent,
    )
