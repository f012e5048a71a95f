"""Pages under a real pytest, each time in a process of its own."""

import os
import re
import subprocess
import sys
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pytest

_PLUGINS: Final = ('galka.pages', 'xdist', 'randomly', 'no:cacheprovider')
_PATIENCE: Final = 120
_ENVIRONMENT: Final = MappingProxyType(
    {
        'PYTEST_DISABLE_PLUGIN_AUTOLOAD': '1',
        'PYTEST_ADDOPTS': '',
        'GALKA_HIDE_TOOLS': 'docker',
        'GALKA_REQUIRE_TOOLS': '',
    },
)
_GOOD: Final = """
>>> from examples.shapes import Circle
>>> await __import__('asyncio').sleep(0, Circle(2).area())
12

.. code-block:: console

   $ cat
"""
_FALSE_OUTPUT: Final = """
>>> from examples.shapes import Circle
>>> Circle().radius
2
"""
_FALSE_CONSOLE: Final = """
.. code-block:: console

   $ python -m examples.shapes
   exported
"""
_FALSE_INCLUSION: Final = """
.. literalinclude:: /examples/shapes.py
   :pyobject: Square
"""
_UNVERIFIED: Final = """
.. doctest::
   :skipif: not tool('docker')

   >>> 1
   2

.. galka-skip-rest: not tool('docker')

>>> 1
2
"""
# The repository's tests may have imported other examples in the same process before.
_CONFTEST: Final = """
import sys
from types import ModuleType

sys.modules['examples'] = ModuleType('examples')
"""


class Pytest:
    """A pytest with the plug-in, and with no other than it needs."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def __call__(self, *arguments: str, exit_code: int, **environment: str) -> str:
        """Run it to its end; give what it printed."""
        plugins = [option for plugin in _PLUGINS for option in ('-p', plugin)]
        ran = subprocess.run(
            [sys.executable, '-m', 'pytest', *plugins, *arguments],
            cwd=self._root,
            env={**os.environ, **_ENVIRONMENT, **environment},
            input='not for pages',
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
        assert ran.returncode == exit_code, ran.stdout + ran.stderr
        return ran.stdout


@pytest.fixture
def pages(repository: Path) -> Path:
    """Fill the lessons: two pages that are right, three that are wrong, and one for Docker."""
    folder = repository / 'lessons'
    texts = {
        'good': _GOOD,
        'good_too': _GOOD,
        'false_output': _FALSE_OUTPUT,
        'false_console': _FALSE_CONSOLE,
        'false_inclusion': _FALSE_INCLUSION,
        'unverified': _UNVERIFIED,
    }
    for name, text in texts.items():
        (folder / f'{name}.rst').write_text(text, 'utf-8')
    (repository / 'conftest.py').write_text(_CONFTEST, 'utf-8')
    (repository / 'pytest.ini').write_text('[pytest]\n', 'utf-8')
    return folder


@pytest.fixture
def run_pytest(repository: Path, pages: Path) -> Pytest:
    """Run pytest on the repository, its pages written."""
    return Pytest(repository)


def test_false_pages_fail_with_page_and_line(run_pytest: Pytest) -> None:
    """Side by side and in any order, exactly the false pages fail, each naming its place."""
    printed = run_pytest('lessons', '-n', '2', exit_code=1)
    assert set(re.findall(r'^(lessons/\S+:\d+)$', printed, re.MULTILINE)) == {
        'lessons/false_output.rst:3',
        'lessons/false_console.rst:4',
        'lessons/false_inclusion.rst:2',
    }
    assert '3 failed, 3 passed' in printed
    assert re.search(
        r'^not verified: lessons/unverified\.rst:2 needs docker \(install: .+\)$',
        printed,
        re.MULTILINE,
    )


def test_pages_that_are_named_are_run_once_each(run_pytest: Pytest, pages: Path) -> None:
    """Pytest's own doctests leave pages alone, and its settings say what is a failure.

    ``GALKA_REQUIRE_TOOLS=1`` requires the tools; ``page_step_limit`` is the seconds of a step.
    """
    (pages / 'late.rst').write_text('>>> import time\n>>> time.sleep(40)\n', 'utf-8')
    names = ('lessons/good.rst', 'lessons/unverified.rst', 'lessons/late.rst')
    options = ('--capture=no', '--override-ini=page_step_limit=2')
    printed = run_pytest(*names, *options, GALKA_REQUIRE_TOOLS='1', exit_code=1)
    assert '2 failed, 1 passed' in printed
    for line in (2, 8):
        assert f'not verified: lessons/unverified.rst:{line} needs docker (install: ' in printed
    assert '[killed: it was not done after 2 s]' in printed
