"""What ``>>>`` examples mean on a page."""

from typing import Final

from tests.unit.pages.conftest import RunPage

_GOOD: Final = r"""
A page
======

>>> from __future__ import annotations
>>> import asyncio, inspect, pickle, sys
>>> from dataclasses import dataclass
>>> async def answer():
...     await asyncio.sleep(0)
...     return 42
>>> await answer()
42
>>> async with asyncio.timeout(5):
...     print('inside')
inside
>>> asyncio.run(answer())
42
>>> async def loop():
...     return asyncio.get_running_loop()
>>> before = await loop()
>>> before is await loop()
True

All blocks share their names, and a list's items too:

* as here

  >>> print(inspect.getsource(answer), end='')
  async def answer():
      await asyncio.sleep(0)
      return 42

.. note::

   >>> @dataclass(slots=True)
   ... class Point:
   ...     x: NotDefinedYet
   >>> pickle.loads(pickle.dumps(Point(1)))
   Point(x=1)
   >>> Point.__module__, __name__, sys.modules['__main__'].Point is Point
   ('__main__', '__main__', True)

.. code-block:: pycon

   >>> class Refused(Exception):
   ...     pass
   >>> raise Refused('two\nlines')
   Traceback (most recent call last):
       ...
   Refused: two
   lines
   >>> raise ExceptionGroup('several', [ValueError(1)])
   Traceback (most recent call last):
   ExceptionGroup: several (1 sub-exception)
   >>> def broken(:
   Traceback (most recent call last):
     File "<stdin>", line 1
   SyntaxError: invalid ...
   >>> print('Traceback (most recent call last):', 'Printed: as it is', sep='\n')
   Traceback (most recent call last):
   Printed: as it is
   >>> answr
   Traceback (most recent call last):
   NameError: name 'answr' is not defined
   >>> answr
   Traceback (most recent call last):
   NameError: name 'answr' is not defined. Did you mean: 'answer'?
   >>> {}.get(1).x
   Traceback (most recent call last):
   AttributeError: 'NoneType' object has no attribute 'x'
   >>> int('x')  # doctest: +IGNORE_EXCEPTION_DETAIL
   Traceback (most recent call last):
   ValueError: whatever
   >>> list(range(20))
   [0, 1, ...,   18, 19]
   >>> print('a\n\nb')
   a
   <BLANKLINE>
   b
   >>> _ = sys.stdout.write('no end')
   no end
   >>> 1 / 0  # doctest: +SKIP

A literal block of examples runs too::

    >>> import logging, subprocess
    >>> if True:
    ...     print('in this order')
    ...     subprocess.run(['echo', 'from a child']).returncode
    in this order
    from a child
    0
    >>> logging.basicConfig(stream=sys.stdout)
    >>> logging.warning('seen')
    WARNING:root:seen
"""


def test_a_page_is_one_interactive_session(run: RunPage) -> None:
    """Examples behave as if they were typed one after another, ``await`` included."""
    assert not run(_GOOD).problems


_WRONG: Final = """
>>> balance = 100
>>> balance
0
>>> 1 == 1
1
>>> balance
>>> print()
nothing
>>> {}['key']
'value'
>>> balance
Traceback (most recent call last):
NameError: name 'balance' is not defined
>>> {}['key']
Traceback (most recent call last):
KeyError: 'lock'

.. doctest::

   >>> if balance:
   ...     balance
   99

   >>> balance
   100

As text::

   >>> balance
   101
"""


def test_everything_false_is_named_with_its_line(run: RunPage) -> None:
    """One run finds all false examples of a page, whatever is false about them."""
    verdict = run(_WRONG)
    assert [problem.line for problem in verdict.problems] == [2, 4, 6, 7, 9, 11, 14, 20, 29]
    assert verdict.problems[-2].describe(verdict.page) == (
        'lessons/page.rst:20\n'
        '    >>> if balance:\n'
        '    ...     balance\n'
        '  expected\n'
        '    99\n'
        '  came\n'
        '    100'
    )
    assert 'File "<lessons/page.rst>", line 9, in <module>\n' in verdict.problems[4].came


_LATE: Final = """
>>> 1 + 1
2
>>> while True:
...     pass
>>> 1 + 1
2
"""


def test_a_late_example_is_killed(run: RunPage) -> None:
    """An example over the time limit ends, and those after it are reported, not forgotten."""
    verdict = run(
        _LATE,
        limit=1,
    )
    late, not_run = verdict.problems
    assert (late.line, late.came) == (3, '[killed: it was not done after 1 s]')
    assert (not_run.line, not_run.came) == (5, '[not run: the session had ended]')


_CRASHING: Final = """
>>> raise SystemExit(3)
Traceback (most recent call last):
SystemExit: 3
>>> import os
>>> print('last words', flush=True); os._exit(7)
"""


def test_an_example_can_end_only_its_own_interpreter(run: RunPage) -> None:
    """A crash is a failure of the page; ``SystemExit`` is an exception like any other."""
    verdict = run(_CRASHING)
    assert [problem.came for problem in verdict.problems] == [
        'last words\n[the session ended with exit code 7]',
    ]


_UNREADABLE: Final = """
Text.

>>> 1
1
>>>2
"""


def test_examples_that_cannot_be_read_are_a_failure(run: RunPage) -> None:
    """A prompt without its space is a mistake on its line, not a block that nobody runs."""
    problem = run(_UNREADABLE).problems[0]
    assert problem.line == 3
    assert 'lacks blank after >>>' in problem.came
