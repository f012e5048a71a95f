"""Blocks that are left out on some machines."""

import stat
from pathlib import Path
from types import SimpleNamespace
from typing import Final

import pytest

from galka import tools
from tests.unit.pages.conftest import RunPage


@pytest.fixture
def _here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """On this machine there is git, off PATH, and a Docker whose engine does not answer."""
    program = tmp_path / 'off' / 'tool-off-path'
    program.parent.mkdir()
    program.write_text('#!/bin/sh\necho found\n', 'utf-8')
    program.chmod(stat.S_IRWXU)
    known = {
        'git': SimpleNamespace(path=program, problem=None),
        'docker': SimpleNamespace(path=program, problem='no container engine answers'),
        'nginx': SimpleNamespace(path=None, problem='NGINX is not installed'),
    }
    monkeypatch.setattr(tools, 'find', known.__getitem__)
    monkeypatch.setattr(tools, 'install_line', 'install {}'.format)


_CONDITIONS: Final = """
.. galka-skipif: not tool('docker')
.. code-block:: console

   $ docker nonsense

.. doctest::
   :skipif: not tool('nginx') or not tool('docker')

   >>> 1
   2

.. doctest::
   :skipif: sys.version_info >= (3,) or not tool('docker')

   >>> 1
   2

.. galka-skipif: tool('git')
.. code-block:: console

   $ echo 'without git'

.. galka-skipif: not (tool('git') and shutil.which('sh') and os.name and platform.system())
.. code-block:: console

   $ tool-off-path
   found
"""


@pytest.mark.usefixtures('_here')
def test_a_missing_tool_leaves_a_block_unverified(run: RunPage) -> None:
    """What is left out for want of a tool is named; what is left out by choice is not."""
    verdict = run(_CONDITIONS)
    assert not verdict.problems
    assert [unverified.describe(verdict.page) for unverified in verdict.unverified] == [
        'lessons/page.rst:2 needs docker (install: install docker)',
        'lessons/page.rst:6 needs nginx (install: install nginx)',
    ]


_REST: Final = """
.. galka-skip-rest: tool('nginx')

.. galka-skipif: True

>>> 1
2

>>> 1
2

.. galka-skip-rest: not tool('docker')

Text.

>>> 1
2

.. code-block:: console

   $ docker nonsense

.. literalinclude:: /missing.py

.. galka-skipif: not tool('nginx')

>>> 1
2
"""


@pytest.mark.usefixtures('_here')
def test_a_missing_tool_leaves_the_rest_of_a_page_unverified(run: RunPage) -> None:
    """What runs below the comment is left out, and named once; what runs above it is checked.

    An included file is still looked for: it needs no tool.
    """
    verdict = run(_REST)
    assert [problem.line for problem in verdict.problems] == [8, 22]
    assert [unverified.describe(verdict.page) for unverified in verdict.unverified] == [
        'lessons/page.rst:11 needs docker (install: install docker)',
        'lessons/page.rst:26 needs nginx (install: install nginx)',
    ]


_REST_BY_CHOICE: Final = """
.. galka-skip-rest: os.name

>>> 1
2
"""


def test_the_rest_of_a_page_can_be_left_out_by_choice(run: RunPage) -> None:
    """A condition without a tool leaves it out, and nothing is missing."""
    verdict = run(_REST_BY_CHOICE)
    assert not verdict.problems
    assert not verdict.unverified


_MISTAKEN: Final = """
.. doctest::
   :skipif: not tol('docker')

   >>> 1
   2

.. galka-skipif: not tool('dokcer')
.. code-block:: console

   $ docker nonsense

.. galka-skip-rest: not tol('docker')

>>> 1
2
"""


@pytest.mark.usefixtures('_here')
def test_a_condition_that_cannot_be_evaluated_is_a_failure(run: RunPage) -> None:
    """A misspelt name or tool neither runs the block, or the rest of the page, nor hides it."""
    verdict = run(_MISTAKEN)
    name, tool, rest = verdict.problems
    assert (name.line, name.came) == (1, "NameError: name 'tol' is not defined")
    assert tool.line == 8
    assert tool.came.startswith("LookupError: galka knows no tool 'dokcer', but ")
    assert (rest.line, rest.came) == (12, name.came)
