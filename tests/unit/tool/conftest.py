"""The real command, over a course small enough to be proved in a second."""

import shutil
from pathlib import Path

import pytest

from tests.unit.tool import figures
from tests.unit.tool.driver import SMALL_COURSE, Galka


@pytest.fixture
def galka(tmp_path: Path) -> Galka:
    """Give the command, over the small course, without a workspace."""
    return Galka(tmp_path, SMALL_COURSE)


@pytest.fixture
def started(galka: Galka) -> Galka:
    """Give the command, with a workspace and the first task handed out."""
    galka('start')
    return galka


@pytest.fixture
def own_course(galka: Galka, tmp_path: Path) -> Galka:
    """Give the command, over a copy of the small course that a test may change."""
    course = tmp_path / 'course'
    shutil.copytree(SMALL_COURSE, course)
    return Galka(tmp_path, course)


@pytest.fixture
def place_for_marks(tmp_path: Path) -> Path:
    """Give a folder where an answer can leave marks; it may not write beside the course."""
    place = tmp_path / 'marks'
    place.mkdir()
    return place


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the tests counted."""
    for line in figures.lines(terminalreporter.getreports('passed')):
        terminalreporter.write_line(line)
