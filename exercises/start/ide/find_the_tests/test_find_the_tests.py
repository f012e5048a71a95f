"""Pytest, with the learner's settings, runs the project's tests and no others."""

import random
import shutil
import string
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from galka.fixtures import Processes

LIMIT = 60
FILE = 'pyproject.toml'
GIVEN = Path(__file__).with_name('stub')
OWN = (
    'tests/unit/test_prices.py',
    'tests/site/test_prices.py',
    'tests/site/check_doors.py',
)
#: Tests that are added, under names that nobody could foresee.
NEW = (
    'tests/{name}/test_prices.py',
    'tests/check_{name}.py',
    'tests/a/b/test_{name}.py',
    'tests/unit/data/test_{name}.py',
)
TEST = 'from museum.prices import price\n\ndef test_{name}():\n    assert price(1) == 0\n'
UNKNOWN_MARKER = 'import pytest\n\n@pytest.mark.{name}\ndef test_one():\n    pass\n'
#: Files that are no tests, and why.
STRANGERS = (
    ('src/museum/test_{name}.py', 'lies in src, and tests lie below tests'),
    ('tests/data/test_{name}.py', 'is a sample, as all in tests/data'),
    ('tests/data/{name}/check_{name}.py', 'is a sample, as all in tests/data'),
    ('tests/.{name}/test_{name}.py', 'lies in a folder that begins with a dot'),
    ('tests/node_modules/test_{name}.py', 'lies in node_modules'),
    ('tests/build/test_{name}.py', 'lies in build'),
    ('tests/unit/{name}_test.py', 'begins with neither test_ nor check_'),
)


class Project:
    """A copy of the project with the learner's settings."""

    def __init__(self, folder: Path, processes: Processes) -> None:
        self.folder = folder
        self.processes = processes

    def write(self, text: str, *names: str) -> None:
        """Write files of the project."""
        for name in names:
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    def run(self, *arguments: str, below: str = '.') -> dict[str, str]:
        """Run pytest; return for each file how its tests ended, with the reason of an error."""
        report = self.folder.parent / 'report.xml'
        told = ('-p', 'no:cacheprovider', '-o', 'junit_family=xunit1', f'--junitxml={report}')
        done = self.processes.run(
            [sys.executable, '-m', 'pytest', *told, *arguments],
            cwd=self.folder / below,
            env={'PYTHONPATH': None, 'PYTEST_ADDOPTS': None},
        )
        if not report.exists():
            pytest.fail(f'pytest could not start with {FILE}:\n{done.stderr}{done.stdout}')
        cases = list(ElementTree.parse(report).iter('testcase'))
        report.unlink()
        found: dict[str, str] = {}
        for case in cases:
            place = file_of(case)
            found[place] = found.get(place, '') + ending(case)
        return found


def file_of(case: ElementTree.Element) -> str:
    """Return the file of a result; an error while collecting names it as a module."""
    name = case.get('file') or '{}.py'.format(str(case.get('name')).replace('.', '/'))
    return name.replace('\\', '/')


def ending(case: ElementTree.Element) -> str:
    """Return how a test ended: empty for a pass."""
    return '\n'.join(f'{part.get("message")}\n{part.text}' for part in case)


def word() -> str:
    """Return a name that nobody could foresee."""
    return ''.join(random.choices(string.ascii_lowercase, k=9))


@pytest.fixture
def project(answer: Path, tmp_path: Path, processes: Processes) -> Project:
    """Copy the project as it was given, with the learner's settings."""
    folder = tmp_path / word()
    shutil.copytree(GIVEN, folder)
    shutil.copy(answer / FILE, folder / FILE)
    return Project(folder, processes)


def test_all_tests_run_and_nothing_else(project: Project) -> None:
    """The report holds each test of the project, old and new, and no stranger."""
    name = word()
    new = [place.format(name=name) for place in NEW]
    strangers = {path.format(name=name): why for path, why in STRANGERS}
    project.write(TEST.format(name=name), *new, *strangers)
    found = project.run()
    for path, why in strangers.items():
        assert path not in found, f'{path} was run as a test, but it {why}; see {FILE}'
    for place, problem in found.items():
        assert not problem, f'{place} did not pass; see {FILE}:\n{problem}'
    missing = sorted({*OWN, *new}.difference(found))
    assert not missing, f'pytest ran {sorted(found)}, and no test of {missing}; see {FILE}'


def test_one_file_runs_from_another_folder(project: Project) -> None:
    """An editor may start pytest wherever it likes, with a full name."""
    path = OWN[1]
    found = project.run(str(project.folder / path), below='src/museum')
    problems = list(found.values())
    assert problems == [''], (
        f'pytest was started in src/museum with the full name of {path}; its one test should pass, '
        f'but the report holds {found}'
    )


def test_a_misspelt_marker_is_an_error(project: Project) -> None:
    """What is not in the list of markers does not pass."""
    name = f'tests/unit/test_{word()}.py'
    marker = f'slow{word()}'
    project.write(UNKNOWN_MARKER.format(name=marker), name)
    found = project.run('tests/unit')
    said = '\n'.join(found.values())
    assert marker in said, (
        f'{name} has the marker {marker}, which nobody knows, and no error came; see {FILE}'
    )
