"""Which files an answer consists of."""

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from galka.course.task_files import files_below


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    """Give a folder with an answer."""
    for name in ('b/two.py', 'b/__pycache__/two.pyc', 'a.py', 'c/three.py'):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path


def test_files_are_in_order(answer: Path) -> None:
    """All files are there by their names, without what Python leaves beside them."""
    assert list(map(str, files_below(answer))) == ['a.py', 'b/two.py', 'c/three.py']


def test_a_folder_that_goes_is_left_out(answer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder may vanish between being seen and being listed, as when git changes a branch."""
    monkeypatch.setattr(os, 'scandir', partial(_scan, os.scandir))
    assert list(map(str, files_below(answer))) == ['a.py', 'c/three.py']


def _scan(scandir: Callable[[Path], Iterator[object]], place: Path) -> Iterator[object]:
    if Path(place).name == 'b':
        raise FileNotFoundError(place)
    return scandir(place)
