"""What runs in the process of one check: pytest over one task's test."""

import faulthandler
import os
import sys
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, final

import pytest

from galka import fixtures
from galka.checking import answers
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
FOREIGN = ('PYTEST_ADDOPTS', 'PYTEST_PLUGINS', 'PYTEST_DEBUG', 'PYTHONWARNINGS')


@final
@dataclass(frozen=True, slots=True)
class Request:
    """One check: the test, the answer, the limit in seconds, and a folder for its rubbish."""

    test: str
    answer: str
    limit: float
    scratch: str


def run(request: Request, report: int, word: str, output: IO[bytes]) -> None:
    """Run the test of a task over an answer. The report goes to the descriptor ``report``."""
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
    }
    faulthandler.dump_traceback_later(max(request.limit - SNAPSHOT_BEFORE_LIMIT, 1), file=output)
    pytest.main(
        arguments(request),
        plugins=[*PLUGINS, Reporter(report, word, Path(request.answer))],
    )


def arguments(request: Request) -> list[str]:
    """Return what pytest is called with."""
    test = Path(request.test)
    return [
        request.test,
        '--answer', request.answer,
        '-c', str(CONFIG),
        '--rootdir', str(test.parent),
        '--basetemp', str(Path(request.scratch) / 'tmp'),
        '--import-mode=importlib',
        '--noconftest',
        '--quiet',
        # The reporter says what failed; pytest's own account would cost more time than the test.
        '--tb=native',
        *chain.from_iterable(('-p', f'no:{name}') for name in NOT_NEEDED),
    ]  # fmt: skip
