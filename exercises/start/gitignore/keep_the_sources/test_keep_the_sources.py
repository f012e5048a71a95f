"""Git sees every source and nothing that a tool made, in trees of unforeseeable names."""

import random
import string
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pytest

FILE = 'project.gitignore'
#: What must be hidden; `{place}` and `{name}` are different in each run.
MADE = MappingProxyType(
    {
        'bytecode': ('__pycache__/a.pyc', '{place}/__pycache__/{name}.x', '{place}/{name}.pyc'),
        'builds': ('build/{name}.whl', 'dist/{place}/{name}.gz', 'shop.egg-info/PKG-INFO'),
        'builds further down': ('{place}/{name}.egg-info/top_level.txt',),
        'the environment': ('.venv/pyvenv.cfg', '.venv/lib/{name}.py'),
        'caches': ('.pytest_cache/{name}', '{place}/.mypy_cache/{name}', '.ruff_cache/x/{name}'),
        'coverage': ('.coverage', '{place}/.coverage', '.coverage.{name}.4711', 'htmlcov/a.html'),
        'logs': ('{name}.log', '{place}/{name}.log', 'tests/{name}.log', 'src/tests/data/a.log'),
        'secrets': ('.env', '{place}/.env', '.env.{name}', '{place}/.env.production'),
        'all that beside test data': ('tests/data/__pycache__/{name}.pyc', 'tests/data/.env.local'),
    }
)
#: What must stay visible.
SOURCES = MappingProxyType(
    {
        'packages': ('src/shop/{name}.py', '{place}/lib/{name}.py', '{place}/{name}.{name}'),
        'names of products further down': ('{place}/build/{name}.py', '{place}/dist/a.py'),
        'more of them': ('docs/htmlcov/{name}.rst', 'tests/data/.venv/{name}.cfg'),
        'logs as test data': ('tests/data/{name}.log', 'tests/data/{place}/{name}.log'),
        'names that resemble': ('{name}.pyi', '{name}.log.py', 'logs/{name}.txt', 'dist.{name}'),
        'others that do': ('{name}.pyx', '{name}.egg/a', '.{name}_cache/a', '.venv.{name}/a'),
        'what is not in the list': ('.tox/{name}.txt', 'node_modules/{name}.js', '{name}.env'),
        'settings': ('.coveragerc', '.env.example', '{place}/.env.example', '.environment'),
        "an editor's files": ('.idea/{name}.xml', '.vscode/{name}.json'),
    }
)


def word() -> str:
    """Return a name that nobody could foresee."""
    return ''.join(random.choices(string.ascii_lowercase, k=9))


def write(project: Any, kinds: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Write files, under names of this run; return the kind of each path."""
    written = {}
    for kind, patterns in kinds.items():
        for pattern in patterns:
            path = pattern.format(place=f'src/{word()}', name=word())
            project.write(path, '')
            written[path] = kind
    return written


@pytest.fixture
def project(git_repository: Any, answer: Any) -> Any:
    """Make a repository with the learner's file as its ``.gitignore``, committed."""
    repository = git_repository()
    text = (answer / FILE).read_text(encoding='utf-8')
    repository.commit('Begin', files={'.gitignore': text})
    return repository


def seen(project: Any) -> set[str]:
    """Return the files that a ``git add .`` would take."""
    status = project.git('status', '--porcelain', '--untracked-files=all', '-z').stdout
    return {entry.partition(' ')[2] for entry in status.split('\0') if entry}


def why(project: Any, path: str) -> str:
    """Return in words which line decided about a path."""
    found = project.git('check-ignore', '--verbose', '--', path, check=False).stdout
    rule = found.partition('\t')[0].replace('.gitignore:', 'line ')
    return f'{rule} of {FILE} decides' if rule else f'no line of {FILE} matches it'


def test_what_is_made_is_hidden(project: Any) -> None:
    """What tools make, and what is secret, is not offered for a commit."""
    made = write(project, MADE)
    for path in sorted(seen(project).intersection(made)):
        pytest.fail(f'{made[path]}: {path} would be committed; {why(project, path)}')


def test_sources_stay_visible(project: Any) -> None:
    """What people write is offered for a commit."""
    sources = write(project, SOURCES)
    for path in sorted(set(sources) - seen(project)):
        reason = why(project, path)
        pytest.fail(f'{sources[path]}: {path} is a source, but git does not see it; {reason}')


def test_the_environment_may_be_a_link(project: Any) -> None:
    """A link to a folder is hidden as the folder would be."""
    elsewhere = project.path.parent / 'elsewhere'
    elsewhere.mkdir()
    (project.path / '.venv').symlink_to(elsewhere)
    visible = seen(project)
    reason = why(project, '.venv')
    assert not visible, (
        f'.venv, a link to an environment elsewhere, would be committed; {reason}. What is a link '
        'for git: a folder or a file?'
    )


def test_a_file_may_be_called_like_a_product(project: Any) -> None:
    """Where folders are hidden, a file of the same name is a source."""
    scripts = {'build', 'dist', 'htmlcov', '.ruff_cache', 'src/__pycache__', 'notes.egg-info'}
    for name in scripts:
        project.write(name, '')
    for missing in sorted(scripts - seen(project)):
        reason = why(project, missing)
        pytest.fail(
            f'{missing} is a file, not a folder, and a source, but git does not see it; {reason}'
        )
