"""A page fails when what it includes is not there."""

from pathlib import Path
from typing import Final

import pytest

from galka.pages.inclusions import InclusionError, select
from tests.unit.pages.conftest import RunPage

_INCLUSIONS: Final = """
.. literalinclude:: /examples/shapes.py
   :pyobject: Circle.area

.. literalinclude:: ../examples/shapes.py
   :language: python
   :start-after: [start circle]
   :end-before: [end circle]

.. galka-file: copied.txt
.. literalinclude:: beside.txt
   :lines: 1, 3-

>>> print(open('copied.txt').read(), end='')
one
three

.. literalinclude:: /examples/missing.py

.. literalinclude:: /examples/shapes.py
   :pyobject: Square

.. literalinclude:: /examples/shapes.py
   :start-after: [start square]

.. literalinclude:: /examples/shapes.py
   :end-before: [end square]

.. literalinclude:: beside.txt
   :lines: 2-4

.. literalinclude:: beside.txt
   :pyobject: one

.. literalinclude:: beside.txt
   :start-after: three
"""


def test_all_kinds_of_inclusion_are_resolved(run: RunPage, repository: Path) -> None:
    """A path is read from the repository's root or from the page, and every option selects."""
    (repository / 'lessons' / 'beside.txt').write_text('one\ntwo\nthree\n', 'utf-8')
    verdict = run(_INCLUSIONS)
    assert [problem.line for problem in verdict.problems] == [17, 19, 22, 25, 28, 31, 34]
    assert verdict.problems[1].describe(verdict.page) == (
        'lessons/page.rst:19\n'
        '    .. literalinclude:: /examples/shapes.py\n'
        '  expected\n'
        '    a class or function Square\n'
        '  came\n'
        '    there is Circle, Circle.area'
    )


@pytest.mark.parametrize(
    ('options', 'selected'),
    [
        ({'pyobject': 'outer.inner'}, '    def inner(): ...\n'),
        ({'pyobject': 'hidden'}, '    async def hidden(): ...\n'),
        ({'pyobject': 'outer', 'end-before': 'inner'}, '@print\ndef outer():\n'),
        ({'start-at': 'outer', 'end-at': 'inner'}, 'def outer():\n    def inner(): ...\n'),
        ({'end-before': 'r'}, '@print\n'),
        ({'lines': '-2'}, '@print\ndef outer():\n'),
        ({'lines': '2,4'}, 'def outer():\nif True:\n'),
        ({'end-before': 'print', 'start-at': '@print', 'lines': '5'}, None),
        ({'lines': '3-2'}, None),
        ({'lines': 'two'}, None),
        ({'pyobject': 'inner'}, None),
    ],
)
def test_options_select_what_sphinx_selects(
    options: dict[str, str],
    selected: str | None,
    tmp_path: Path,
) -> None:
    """The part is the one that the built page shows, decorators included."""
    path = tmp_path / 'module.py'
    path.write_text(
        '@print\ndef outer():\n    def inner(): ...\nif True:\n    async def hidden(): ...\n',
        'utf-8',
    )
    if selected is None:
        with pytest.raises(InclusionError):
            select(path, options)
    else:
        assert select(path, options) == selected
