"""Pytest plug-in: which answer a task's test judges.

``--answer DIR`` names it. Without the option (plain ``pytest exercises/…``) it is the learner's
answer, and the stub while there is none; so plain pytest and ``galka check`` give one verdict.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, final

import pytest

from galka.workspace import folder as workspace_folder

ROOT_OF_TASKS = 'exercises'
_ACTIVE = pytest.StashKey['_Modules']()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--answer``."""
    parser.getgroup('galka').addoption(
        '--answer',
        type=Path,
        metavar='DIR',
        help='the folder with the answer to judge (default: the one in your workspace)',
    )


def pytest_configure(config: pytest.Config) -> None:
    """Remember which answer's modules are imported at a time."""
    config.stash[_ACTIVE] = _Modules()


def pytest_pycollect_makemodule(
    module_path: Path,
    parent: pytest.Collector,
) -> pytest.Module | None:
    """Collect a task's test with the answer on the import path."""
    if module_path.stem == f'test_{module_path.parent.name}' and _is_task(module_path.parent):
        return TaskModule.from_parent(parent, path=module_path)
    return None


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Look for tests beside the answers, never in them."""
    inside_task = _is_task(collection_path.parent)
    return True if inside_task and collection_path.is_dir() else None


@pytest.fixture
def answer(request: pytest.FixtureRequest) -> Path:
    """Return the folder with the files to judge. Read only: copy what a tool wants to write to."""
    return answer_of(request.config, request.path.parent)


@final
class TaskModule(pytest.Module):
    """A task's test. What it imports by a plain name comes from the answer that it judges."""

    def collect(self) -> list[Any]:
        """Import the test with the answer's modules in reach."""
        self._activate()
        return list(super().collect())

    def setup(self) -> None:
        """Put the answer in reach again: another task's test may have been collected since."""
        self._activate()
        super().setup()

    def _activate(self) -> None:
        folder = answer_of(self.config, self.path.parent)
        self.config.stash[_ACTIVE].switch_to(folder)


@final
class _Modules:
    """The imported modules of one answer at a time, so that equal names do not meet."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._put_away: dict[Path, dict[str, ModuleType]] = {}

    def switch_to(self, folder: Path) -> None:
        """Make ``folder`` the place where imports are found first."""
        if folder == self._folder:
            return
        if self._folder:
            names = list(_modules_of(self._folder))
            self._put_away[self._folder] = {name: sys.modules.pop(name) for name in names}
            sys.path.remove(str(self._folder))
        self._folder = folder
        sys.path.insert(0, str(folder))
        sys.modules.update(self._put_away.pop(folder, {}))


def answer_of(config: pytest.Config, task_folder: Path) -> Path:
    """Return the folder of the answer that the test in ``task_folder`` judges."""
    asked: Path | None = config.getoption('--answer')
    if asked:
        return asked.resolve()
    *_, track, lesson, task = task_folder.parts
    course_root = task_folder.parents[3]
    workspace = workspace_folder.find(None, course_root)
    own = workspace.root / track / lesson / task
    return own if own.is_dir() else task_folder / 'stub'


def _is_task(folder: Path) -> bool:
    return (folder / 'stub').is_dir() and (folder / f'test_{folder.name}.py').is_file()


def _modules_of(folder: Path) -> Iterator[str]:
    for name, module in tuple(sys.modules.items()):
        origin = getattr(module, '__file__', None)
        if origin and folder in Path(origin).parents:
            yield name
