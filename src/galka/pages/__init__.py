"""Runs the pages of a course as tests: a pytest plug-in, ``-p galka.pages``.

One page is one test. Its ``>>>`` examples go to one interpreter, its console blocks to one shell.
Both start in the same throw-away directory, steps are taken in page order, and nothing of a page is
left afterwards: no process, no file, and no state that another page or another test could see.

- ``>>>`` examples, ``await`` included, run wherever they stand: in the text, in a ``doctest``
  directive, in a code block of Python. They are compared as doctest does.
- ``$`` lines of a ``console`` block run; ``>`` lines below them belong to the command. Everything
  that a command prints stands below it.
- ``literalinclude`` must find its file and its part of it.
- Comments directly above a block speak about it::

    .. galka-skipif: not tool('docker')
    .. galka-no-run: REASON
    .. galka-file: PATH

  leave it out where the condition holds, show it only, or write it to a file for later steps.
- A comment on its own speaks about the rest of the page::

    .. galka-skip-rest: not tool('postgres')

  where the condition holds, nothing below it is run; included files are still looked for.

What needs a tool which is not here is named in pytest's summary (the rest of a page once), and its
page passes; with ``GALKA_REQUIRE_TOOLS=1`` in the environment it fails. The ini option
``page_step_limit`` is the number of seconds that one example or one command may take.
"""

pytest_plugins = ('galka.pages.plugin',)
