"""What ``console`` blocks mean on a page."""

from typing import Final

import pytest

from tests.unit.pages.conftest import RunPage

_SESSION: Final = r"""
.. code-block:: console

   $ mkdir -p shop/stock && cd shop
   $ price=5
   $ twice() { echo $(( $1 * 2 )); }
   $ alias shout='echo LOUD'
   $ cat > stock/list.txt <<'END'
   > apples $price
   >
   >   pears
   > END
   $ false

Text between them.

.. code-block:: console

   $ echo "exit code $?, price $price, in ${PWD##*/}"
   exit code 1, price 5,
   in   shop
   $ cat stock/list.txt
   apples $price

     pears
   $ twice "$price"; shout
   10
   LOUD
   $ echo one \
   >   two
   one two
   $ cat
   $ set -- a b; echo $#
   2
   $ echo out; ls nowhere; echo after
   out
   ls: ... 'nowhere': No such file or directory
   after
   $ nosuchprogram
   bash: nosuchprogram: command not found
   $ echo 'no end
   bash: unexpected EOF while looking for matching `''
   $ python -c 'print("first"); raise ValueError("last")'
   first
   Traceback (most recent call last):
   ...
   ValueError: last
   $ seq 200000 | tail -n 1; seq 200000
   200000
   1
   ...
"""


def test_a_page_is_one_shell_session(run: RunPage) -> None:
    """Directory, variables, functions, files and exit codes last from block to block."""
    assert not run(_SESSION).problems


_WRONG: Final = """
.. code-block:: console

   $ echo right
   right
   $ echo wrong
   right
   $ true
   something
   $ echo unexpected
   $ for name in a b
   > do echo $name
   > done
   a
   $ echo error >&2
"""


def test_each_wrong_line_is_named(run: RunPage) -> None:
    """Wrong, missing and unexpected output are told apart from what is right, by line."""
    verdict = run(_WRONG)
    assert [problem.line for problem in verdict.problems] == [5, 7, 9, 10, 14]
    assert verdict.problems[-2].describe(verdict.page) == (
        'lessons/page.rst:10\n'
        '    $ for name in a b\n'
        '    > do echo $name\n'
        '    > done\n'
        '  expected\n'
        '    a\n'
        '  came\n'
        '    a\n'
        '    b'
    )


_SHARED: Final = """
.. code-block:: console

   $ echo 'price = 5' > shop.py

>>> import os, shop
>>> shop.price
5
>>> os.listdir()
['shop.py'...]
>>> _ = open('said.txt', 'w').write('from Python')

.. code-block:: console

   $ cat said.txt
   from Python
"""


def test_examples_and_console_share_a_directory(run: RunPage) -> None:
    """Both sessions begin in the same place, and steps are taken in page order."""
    assert not run(_SHARED).problems


_ENVIRONMENT: Final = """
.. code-block:: console

   $ echo $DOCKER_HOST $LC_ALL $NO_COLOR $COLUMNS [$GIT_DIR$PYTHONHASHSEED]
   unix:///somewhere.sock C.UTF-8 1 100 []
   $ ls -A; ls -A ~
   .gitconfig
   $ git init --quiet . && git symbolic-ref HEAD
   refs/heads/master
   $ git commit --allow-empty --message first
   [master (root-commit) ...] first
   $ python -c 'import sys; print(sys.version_info[:2])' | cat - version 2> /dev/null
   (3, ...)
   $ cd / && python -m examples.shapes
   imported

>>> import os, sys
>>> os.environ['DOCKER_HOST'], 'GIT_DIR' in os.environ, sys.flags.hash_randomization
('unix:///somewhere.sock', False, 1)
"""


def test_the_environment_is_the_same_for_everyone(
    run: RunPage,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A page's output does not depend on who runs it, and Docker is found all the same."""
    monkeypatch.setenv('DOCKER_HOST', 'unix:///somewhere.sock')
    monkeypatch.setenv('GIT_DIR', '/of/somebody')
    monkeypatch.setenv('PYTHONHASHSEED', '1')
    assert not run(_ENVIRONMENT).problems


_LATE: Final = """
.. code-block:: console

   $ echo begun; setsid sh -c 'echo $$ > pid; exec sleep 61' | sleep 62
   $ echo next
   next

>>> from pathlib import Path
>>> stat = Path('/proc', Path('pid').read_text().strip(), 'stat')
>>> while stat.exists() and ' Z ' not in stat.read_text():  # a zombie is dead
...     pass
>>> 1 + 1
3
"""


def test_a_late_command_is_killed_with_all_it_started(run: RunPage) -> None:
    """A command over the time limit ends with its children; the rest of the page is checked."""
    verdict = run(_LATE, limit=1)
    assert [problem.came for problem in verdict.problems] == [
        'begun\n[killed: it was not done after 1 s]',
        '[not run: the session had ended]',
        '2\n',
    ]
