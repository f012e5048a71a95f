"""Nothing of a page is left when it ends."""

import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Final

import pytest

from tests.unit.pages.conftest import RunPage

_UNTIDY: Final = """
>>> import asyncio, os, sys, warnings
>>> import examples.shapes
>>> examples.shapes.Circle = 'changed'
>>> sys.modules['examples.planted'] = sys
>>> sys.path.insert(0, '/planted')
>>> sys.displayhook = lambda shown: None
>>> warnings.simplefilter('error')
>>> os.environ['PLANTED'] = 'yes'
>>> asyncio.set_event_loop(asyncio.new_event_loop())
>>> os.chdir('/')
"""
_TIDY: Final = """
>>> import os, sys, warnings
>>> from examples.shapes import Circle
>>> Circle()
Circle(radius=1)
>>> 'examples.planted' in sys.modules, '/planted' in sys.path, 'PLANTED' in os.environ
(False, False, False)
>>> os.listdir()
[]
>>> warnings.warn('only a warning')
>>> sys.displayhook is sys.__displayhook__
True
"""


def _state() -> tuple[object, ...]:
    # The tool may need a module of the standard library for the first time, and keep it.
    modules = {
        name: module
        for name, module in sys.modules.items()
        if name.partition('.')[0] not in sys.stdlib_module_names
    }
    return modules, list(sys.path), Path.cwd(), dict(os.environ), sys.displayhook


def test_a_page_changes_nothing_for_the_next(
    run: RunPage,
) -> None:
    """Modules, paths, hooks, filters, environment and directory are fresh for each page."""
    before = _state()
    assert not run(_UNTIDY, name='untidy').problems
    assert _state() == before
    assert not run(_TIDY, name='tidy').problems


def test_a_page_imports_from_its_own_repository(
    run: RunPage,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """That this process has imported other ``examples`` before makes no difference."""
    for name in ('examples', 'examples.shapes'):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    assert not run(_TIDY).problems


_BUSY: Final = """
.. code-block:: console

   $ sleep 71 & echo $! >> PIDS
   $ (setsid sh -c 'echo $$ >> PIDS; exec sleep 72' > /dev/null 2>&1 &)
   $ sh -c 'trap "" TERM; echo $$ >> PIDS; while :; do sleep 1; done' &
   $ pwd > FOLDER

>>> import subprocess
>>> child = subprocess.Popen(['sleep', '73'], start_new_session=True)
>>> _ = open('PIDS', 'a').write(f'{child.pid}')

.. code-block:: console

   $ until [ "$(grep -c . PIDS)" = 4 ]; do sleep 0.01; done
"""


def test_what_a_page_started_is_gone(run: RunPage, tmp_path: Path) -> None:
    """Background processes end with their page, even those that left session and parent."""
    pids = tmp_path / 'pids'
    folder = tmp_path / 'folder'
    assert not run(_BUSY.replace('PIDS', str(pids)).replace('FOLDER', str(folder))).problems
    started = [Path('/proc', pid) for pid in pids.read_text('utf-8').split()]
    assert len(started) == 4
    assert not any(process.exists() for process in started)
    assert not Path(folder.read_text('utf-8').strip()).exists()
