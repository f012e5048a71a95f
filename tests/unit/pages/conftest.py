"""A small repository, and pages to run in it.

Pages run here in this process's children only, so the tests need no process of their own for each:
what this process has imported before can't reach a page. ``test_plugin.py`` starts real pytests.
"""

from pathlib import Path

import pytest

from galka.pages.runner import Verdict, run_page

_SHAPES = '''\
"""Shapes."""

import dataclasses


# [start circle]
@dataclasses.dataclass
class Circle:
    """A circle."""

    radius: float = 1

    def area(self) -> float:
        """Return its area, roughly."""
        return 3 * self.radius**2
# [end circle]


print('imported') if __name__ == '__main__' else None
'''


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Make the root of a course with one example."""
    root = tmp_path / 'repository'
    examples = root / 'examples'
    examples.mkdir(parents=True)
    (examples / '__init__.py').write_text('"""Examples."""\n', 'utf-8')
    (examples / 'shapes.py').write_text(_SHAPES, 'utf-8')
    (root / 'lessons').mkdir()
    return root


class RunPage:
    """Writes a page of a repository and runs it."""

    def __init__(self, repository: Path) -> None:
        self._repository = repository

    def __call__(self, text: str, *, name: str = 'page', limit: float = 30) -> Verdict:
        """Run a page; its line 1 is the first line after the opening quotes of the text."""
        path = self._repository / 'lessons' / f'{name}.rst'
        path.write_text(text.removeprefix('\n'), 'utf-8')
        return run_page(path, self._repository, limit)


@pytest.fixture
def run(repository: Path) -> RunPage:
    """Run pages of the repository."""
    return RunPage(repository)
