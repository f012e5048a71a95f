"""Git sees one file of a hidden tree, and opens no more folders than it has to."""

import random
import re
import string
from pathlib import Path
from typing import Any

import pytest

FILE = 'project.gitignore'
WANTED = 'data/regions/north/prices.csv'
OTHERS = (
    'data/prices.csv',
    'data/{name}',
    'data/{name}/{name}.csv',
    'data/regions/prices.csv',
    'data/regions/{name}/prices.csv',
    'data/regions/north/{name}.csv',
    'data/regions/north/prices.csv.{name}',
    'data/regions/north/{name}/prices.csv',
    'data/{name}/regions/north/prices.csv',
    'data/regions/north/regions/north/prices.csv',
)
FOLDERS = 20
OUTSIDE = (
    'src/shop/data/{name}.py',
    'src/shop/data/regions/{name}.py',
    'old/data/regions/north/prices.csv',
    'regions/south/{name}.csv',
    'data.py',
    '{name}.csv',
)


def word() -> str:
    """Return a name that nobody could foresee."""
    return ''.join(random.choices(string.ascii_lowercase, k=9))


@pytest.fixture
def project(git_repository: Any, answer: Path) -> Any:
    """Make a repository with the learner's file as its ``.gitignore``, and the wanted file."""
    repository = git_repository()
    text = (answer / FILE).read_text(encoding='utf-8')
    repository.commit('Begin', files={'.gitignore': text})
    repository.write(WANTED, 'tea,1.20\n')
    return repository


def write(project: Any, patterns: tuple[str, ...]) -> set[str]:
    """Write files, under names of this run, and return their paths."""
    paths = {pattern.format(name=word()) for pattern in patterns}
    for path in paths:
        project.write(path, '')
    return paths


def seen(project: Any) -> set[str]:
    """Return the files that a ``git add .`` would take."""
    status = project.git('status', '--porcelain', '--untracked-files=all', '-z').stdout
    return {entry.partition(' ')[2] for entry in status.split('\0') if entry}


def why(project: Any, path: str) -> str:
    """Return in words which line decided about a path."""
    found = project.git('check-ignore', '--verbose', '--', path, check=False).stdout
    rule = found.partition('\t')[0].replace('.gitignore:', 'line ')
    return f'{rule} of {FILE} decides' if rule else f'no line of {FILE} matches it'


def opened(project: Any) -> int:
    """Return how many folders git opens for its status, or 0 where git does not count them."""
    told = project.git('status', '--untracked-files=all', env={'GIT_TRACE2_PERF': '2'}).stderr
    return sum(map(int, re.findall(r'directories-visited:(\d+)', told)))


def test_the_file_is_seen(project: Any) -> None:
    """The sample is offered for a commit."""
    reason = why(project, WANTED)
    assert WANTED in seen(project), f'{WANTED} must be seen; {reason}'
    added = project.git('add', WANTED, check=False)
    assert added.returncode == 0, f'git add {WANTED} was refused:\n{added.stderr}'


def test_everything_else_in_data_is_hidden(project: Any) -> None:
    """No other file below ``data`` is offered, whatever its name."""
    others = write(project, OTHERS)
    for path in sorted(others & seen(project)):
        pytest.fail(f'{path} would be committed; {why(project, path)}')


def test_nothing_else_is_hidden(project: Any) -> None:
    """Outside of the top folder ``data`` no file is touched."""
    sources = write(project, OUTSIDE)
    for path in sorted(sources - seen(project)):
        pytest.fail(f'{path} is a source, but git does not see it; {why(project, path)}')


@pytest.mark.parametrize('place', ['data', 'data/regions', 'data/regions/north'])
def test_other_folders_are_not_opened(project: Any, place: str) -> None:
    """More folders of measurements do not make git open more."""
    few = opened(project)
    for _ in range(FOLDERS):
        project.write(f'{place}/{word()}/{word()}/a.csv', '')
    many = opened(project)
    assert many == few, (
        f'with 40 folders more in {place}, {many} folders were opened for git status instead of '
        f'{few}: which line of {FILE} takes all of them back?'
    )
