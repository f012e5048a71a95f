"""What CI runs on macOS and Windows is there, and a new lesson reaches it by itself."""

import re
from importlib import util
from types import ModuleType

import pytest

from galka.course import manifest
from tests.repository.files import GITHUB, ROOT

SYSTEMS = ('linux', 'darwin', 'win32')


def load() -> ModuleType:
    """Import the script, which lies outside every package."""
    path = GITHUB / 'scripts/portable.py'
    spec = util.spec_from_file_location('portable', path)
    assert spec
    assert spec.loader
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PORTABLE = load()


@pytest.mark.parametrize('system', SYSTEMS)
def test_each_named_test_exists(system: str) -> None:
    """Files are there, and so are the functions that a system has no means for."""
    for word in PORTABLE.tests(system):
        path, _, function = word.partition('::')
        if path != '--deselect':
            text = (ROOT / path).read_text('utf-8')
            assert re.search(rf'^def {function or "test_"}', text, re.MULTILINE), word


@pytest.mark.parametrize('system', SYSTEMS)
def test_each_task_without_a_tool_is_proved(system: str) -> None:
    """No task of a lesson without tools is left out, unless the system can't have it."""
    course = manifest.load(ROOT)
    expected = {
        task.id for lesson in course.lessons if not lesson.tools for task in lesson.tasks
    } - PORTABLE.NOT_TO_BE_SOLVED.get(system, {}).keys()
    assert set(PORTABLE.tasks(system)) == expected
    assert len(expected) > 5


def test_what_is_left_out_exists_and_has_a_reason() -> None:
    """Each exception names a task of the course, and says why it is one."""
    known = {task.id for task in manifest.load(ROOT).tasks}
    for left_out in PORTABLE.NOT_TO_BE_SOLVED.values():
        assert left_out.keys() <= known
        assert all(left_out.values())
    assert all(all(tests.values()) for tests in PORTABLE.NO_MEANS.values())
