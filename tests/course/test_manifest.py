"""The manifest, the disk and the learner's checklist tell one story."""

import keyword
import sys
from collections import Counter
from importlib import metadata
from pathlib import Path

import pytest

from galka.course import checklist, manifest, task_files
from galka.course.checklist import Owners
from galka.model.course import Course, Status
from galka.tools import TOOLS

ROOT = Path(__file__).parents[2]
COURSE: Course = manifest.load(ROOT)
READY = [lesson for lesson in COURSE.lessons if lesson.status is Status.READY]
#: What a lesson's folder of exercises may hold beside its tasks.
NOT_TASKS = {'__pycache__'}


def test_there_are_ten_tracks_and_sixty_five_lessons() -> None:
    """The curriculum is whole, and no id stands twice."""
    ids = [lesson.id for lesson in COURSE.lessons]
    assert len(COURSE.tracks) == 10
    assert len(ids) == len(set(ids)) == 65
    aliases = {alias for lesson in COURSE.lessons for alias in lesson.aliases}
    assert not aliases & set(ids)


def test_each_line_of_the_checklist_has_exactly_one_lesson() -> None:
    """No line of the learner's is dropped, and none is claimed by two lessons."""
    owners = Owners(COURSE)
    found = Counter()
    for entry in checklist.read(COURSE):
        for words, lesson in owners.owners(entry).items():
            assert lesson is not None, f'line {entry.number} has no lesson: {words}'
            found[lesson.id, checklist.normal(words)] += 1
    promised = Counter(
        (each.id, checklist.normal(line)) for each in COURSE.lessons for line in each.checklist
    )
    assert found == promised


def test_a_lesson_comes_after_what_it_builds_on() -> None:
    """``after`` names lessons, and all of them stand earlier."""
    earlier: set[str] = set()
    for lesson in COURSE.lessons:
        assert earlier.issuperset(lesson.after), f'{lesson.id} names later or unknown lessons'
        earlier.add(lesson.id)


def test_needed_tools_are_known() -> None:
    """The doctor can say how to install each tool that a lesson names."""
    named = {tool for lesson in COURSE.lessons for tool in lesson.tools}
    assert named <= TOOLS.keys()


def test_no_id_hides_a_module() -> None:
    """An id can be imported, and hides no module of Python or of an installed package."""
    taken = set(sys.stdlib_module_names) | set(metadata.packages_distributions()) - own_packages()
    for lesson in COURSE.lessons:
        name = lesson.id.rpartition('/')[2]
        assert name.isidentifier(), lesson.id
        assert not keyword.iskeyword(name), lesson.id
        assert name not in taken, f'{lesson.id} hides the module {name}'
    for task in COURSE.tasks:
        assert task.name not in taken, f'{task.id} hides the module {task.name}'


def test_a_task_can_be_named_alone() -> None:
    """No two tasks have one name: what the tool shows can be typed without its lesson."""
    names = [task.name for task in COURSE.tasks]
    assert sorted(set(names)) == sorted(names)


def own_packages() -> set[str]:
    """Return the top-level packages of galka itself."""
    return {'galka', 'examples', 'exercises', 'tests'}


@pytest.mark.parametrize('lesson', READY, ids=lambda lesson: lesson.id)
def test_a_ready_lesson_is_whole(lesson: manifest.Lesson) -> None:
    """It has a page, an example that runs, and at least two tasks, all of them listed."""
    assert (ROOT / 'lessons' / f'{lesson.id}.rst').is_file()
    assert (ROOT / 'examples' / lesson.id / '__main__.py').is_file()
    assert len(lesson.tasks) >= 2
    on_disk = {path.name for path in (ROOT / 'exercises' / lesson.id).iterdir() if path.is_dir()}
    assert on_disk - NOT_TASKS == {task.name for task in lesson.tasks}
    page = (ROOT / 'lessons' / f'{lesson.id}.rst').read_text('utf-8')
    assert [line for line in page.splitlines() if line.startswith('.. exercise::')] == [
        f'.. exercise:: {task.id}' for task in lesson.tasks
    ]


@pytest.mark.parametrize('place', ['lessons', 'examples', 'exercises', 'notebooks'])
def test_nothing_on_the_disk_is_unlisted(place: str) -> None:
    """Every page, example, exercise and notebook belongs to a lesson that is ready."""
    listed = {lesson.id for lesson in READY}
    found = {
        f'{path.parent.name}/{path.stem}'
        for path in (ROOT / place).glob('*/*')
        if path.suffix in {'.rst', '.ipynb', ''} and not path.name.startswith(('_', '.'))
    }
    assert {name for name in found if not name.startswith('gallery/')} <= listed


@pytest.mark.parametrize('task', list(COURSE.tasks), ids=lambda task: task.id)
def test_a_task_is_formed_as_promised(task: manifest.Task) -> None:
    """README with a goal and an end, three hints, two wrong answers, no unfinished words."""
    readme = task.readme.read_text('utf-8')
    title, rule, *_ = readme.splitlines()
    assert rule == '=' * len(title)
    assert 'Done when' in readme
    assert len(task_files.hints(task)) >= 3
    assert len(task_files.wrong_answers(task)) >= 2
    assert 'TODO' not in readme


@pytest.mark.parametrize('lesson', READY, ids=lambda lesson: lesson.id)
def test_a_page_has_the_length_and_the_parts_of_a_page(lesson: manifest.Lesson) -> None:
    """120 to 250 lines, one checklist line, and the closing sections under their names."""
    lines = (ROOT / 'lessons' / f'{lesson.id}.rst').read_text('utf-8').splitlines()
    assert 120 <= len(lines) <= 250
    assert lines[0] == lesson.title
    assert f'.. checklist:: {lesson.id}' in lines
    closing = [
        'Going deeper',
        'Exercises',
        'Further reading',
        "What the checklist's line now means",
    ]
    assert [line for line in lines if line in closing] == closing
