"""What runs in the process of one check: pytest over one task's test."""

import faulthandler
import importlib
import os
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, final

import pytest

import galka
from galka import fixtures
from galka.checking import answers, landlock
from galka.checking.reporting import Reporter

CONFIG = Path(__file__).with_name('pytest.ini')
#: How long before its limit a check writes down where it is, in seconds.
SNAPSHOT_BEFORE_LIMIT = 1
#: Given as they are: a plug-in that is named is looked for in everything that is installed.
PLUGINS = (answers, fixtures)
#: Plug-ins of pytest's own that a verdict does not need, and that cost a part of its time; the last
#: one would collect garbage again and again at the end.
NOT_NEEDED = (
    *('cacheprovider', 'debugging', 'doctest', 'faulthandler', 'junitxml', 'pastebin'),
    *('setuponly', 'setupplan', 'stepwise', 'unraisableexception'),
)
#: Where galka, pytest and all that is installed beside them lie.
OWN_FOLDERS = (str(Path(galka.__file__).parent), *map(sysconfig.get_path, ('purelib', 'platlib')))
FOREIGN = ('PYTEST_ADDOPTS', 'PYTEST_PLUGINS', 'PYTEST_DEBUG', 'PYTHONWARNINGS')


@final
@dataclass(frozen=True, slots=True)
class Request:
    """One check: the test, the answer, the limit in seconds, and a folder for its rubbish."""

    test: str
    answer: str
    limit: float
    scratch: str
    #: Folders that the answer must not change: the course, and where the learner's progress is.
    protected: Sequence[str] = ()
    #: Whether the test has asserts without a message, which pytest has to explain.
    silent: bool = False
    #: Whether the same is likely to be asked again, so that a process may get ready for it.
    again: bool = False


@final
class _Start:
    """Pytest plug-in: wait until the check is wanted, then start its clock."""

    def __init__(self, limit: float, output: IO[bytes], wait: Callable[[], object]) -> None:
        self._limit = limit
        self._output = output
        self._wait = wait

    @pytest.hookimpl(trylast=True)
    def pytest_sessionstart(self) -> None:
        """Return when the check is wanted: nothing of it has been imported before."""
        self._wait()
        importlib.invalidate_caches()
        faulthandler.dump_traceback_later(
            max(self._limit - SNAPSHOT_BEFORE_LIMIT, 1),
            file=self._output,
        )


def run(
    request: Request,
    reporter: Reporter,
    output: IO[bytes],
    wait: Callable[[], object],
) -> None:
    """Run the test of a task over an answer, when ``wait`` has returned.

    pytest is ready by then; neither the test nor the answer has been looked at.
    """
    scratch = Path(request.scratch)
    home = scratch / 'cwd'
    home.mkdir()
    os.chdir(home)
    sys.dont_write_bytecode = True
    for name in FOREIGN:
        os.environ.pop(name, None)
    os.environ |= {
        'PYTEST_DISABLE_PLUGIN_AUTOLOAD': '1',
        'PYTHONDONTWRITEBYTECODE': '1',
        'COLUMNS': '100',
        'TMPDIR': request.scratch,
    }
    # Asked for before, in the process that this one was forked from.
    tempfile.tempdir = request.scratch
    landlock.protect(map(Path, (*request.protected, *OWN_FOLDERS)))
    pytest.main(
        arguments(request),
        plugins=[*PLUGINS, reporter, _Start(request.limit, output, wait)],
    )


def arguments(request: Request) -> list[str]:
    """Return what pytest is called with."""
    test = Path(request.test)
    return [
        request.test,
        '--answer', request.answer,
        '-c', str(CONFIG),
        '--rootdir', str(test.parent),
        # Nothing above is of interest: else every folder up to the root would be listed.
        '--confcutdir', str(test.parent),
        '--basetemp', str(Path(request.scratch) / 'tmp'),
        '--import-mode=importlib',
        '--noconftest',
        '--quiet',
        # The reporter says what failed; pytest's own account would cost more time than the test.
        '--tb=native',
        # Rewriting a test for explanations takes a part of a short verdict.
        f'--assert={"rewrite" if request.silent else "plain"}',
        *chain.from_iterable(('-p', f'no:{name}') for name in NOT_NEEDED),
    ]  # fmt: skip
