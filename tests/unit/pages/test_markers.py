"""Comments above a block, and what of a page is not run."""

from typing import Final

from tests.unit.pages.conftest import RunPage

_TEXT: Final = """
A page is written like this::

    .. code-block:: console

       $ echo false

.. code-block:: rst

   .. literalinclude:: /missing.py

   >>> 1
   2

.. A comment is not shown.

   >>> 1
   2

.. _a target: https://example.com

.. galka-no-run: it would remove what the reader
   still needs
.. code-block:: console

   $ rm -r ~/everything

.. galka-no-run: it never ends

>>> while True:
...     pass
"""


def test_what_a_reader_sees_as_text_is_not_run(run: RunPage) -> None:
    """Comments, literal blocks, other languages and marked blocks hold no examples."""
    assert not run(_TEXT).problems


_FILE: Final = """
.. galka-file: conf/site.conf

.. code-block:: nginx
   :caption: conf/site.conf

   server {
   \tlisten 80;

   }

.. code-block:: console

   $ cat -A conf/site.conf
   server {$
   ^Ilisten 80;$
   $
   }$
"""


def test_a_file_is_written_where_it_is_said(run: RunPage) -> None:
    """A block in any language becomes a file, byte for byte, for the steps after it."""
    assert not run(_FILE).problems


_IDLE_MARKERS: Final = """
.. galka-norun: misspelt
.. code-block:: console

   $ true

.. galka-no-run:
.. code-block:: console

   $ false

.. galka-file:: two.colons
.. code-block:: text

   content

.. galka-skipif: True

Text.

.. galka-file: ../../outside.txt
.. code-block:: text

   content

.. galka-skipif: True

.. galka-skip-rest: False

.. galka-skip-rest:

>>> 1
1

.. galka-skip-rest: True

.. galka-no-run: nothing that runs

>>> 1
2

.. code-block:: text

   shown only

.. galka-no-run: nothing follows
"""


def test_a_marker_that_does_nothing_is_a_failure(run: RunPage) -> None:
    """A misspelt marker, or one with nothing below it to speak about, hides nothing unseen."""
    verdict = run(_IDLE_MARKERS)
    lines = [problem.line for problem in verdict.problems]
    assert lines == [1, 6, 11, 16, 21, 25, 29, 34, 45]


_IDLE_BLOCKS: Final = """
.. code-block:: python

   print('shown only')

.. code-block:: console

   # echo as root

.. code-block:: console

   output without a command
   $ true

.. testcode::

   print(1)
"""


def test_a_block_that_looks_run_and_is_not_is_a_failure(run: RunPage) -> None:
    """A block in a language that is run here either runs or says why it does not."""
    verdict = run(_IDLE_BLOCKS)
    assert [problem.line for problem in verdict.problems] == [1, 5, 9, 14]
    assert '.. galka-no-run: REASON' in verdict.problems[0].expected
