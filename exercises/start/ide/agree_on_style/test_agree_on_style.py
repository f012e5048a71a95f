"""The library that editors ask gives each file of the project its properties."""

import random
import shutil
import string
from pathlib import Path
from types import MappingProxyType

import pytest

from galka.fixtures import require

FILE = '.editorconfig'
FOREIGN = (
    '[*]\nindent_size = 7\ntab_width = 5\nspelling_language = en\n[*.py]\nquote_type = double\n'
)
TEXT = MappingProxyType(
    {
        'charset': 'utf-8',
        'end_of_line': 'lf',
        'insert_final_newline': 'true',
        'trim_trailing_whitespace': 'true',
        'indent_style': 'space',
        'indent_size': '4',
    }
)
GOLDEN = MappingProxyType(
    dict.fromkeys(('end_of_line', 'insert_final_newline', 'trim_trailing_whitespace'), 'unset')
)
#: What differs from an ordinary text, for names of files.
KINDS = MappingProxyType(
    {
        '{name}.txt': {},
        '{name}': {},
        'golden/{name}.txt': {},
        'src/tests/golden/{name}.txt': {},
        'tests/{name}.rst': {},
        'tests/golden_{name}/a.txt': {},
        '{name}.py': {'max_line_length': '100'},
        '{name}.pyi': {'max_line_length': '100'},
        '{name}.json': {'indent_size': '2'},
        '{name}.toml': {'indent_size': '2'},
        '{name}.yml': {'indent_size': '2'},
        '{name}.yaml': {'indent_size': '2'},
        'Makefile': {'indent_style': 'tab'},
        '{name}.mk': {'indent_style': 'tab'},
        'Makefile.{name}': {},
        '{name}.bat': {'end_of_line': 'crlf'},
        '{name}.cmd': {'end_of_line': 'crlf'},
        '{name}.md': {'trim_trailing_whitespace': 'false'},
    }
)


def word() -> str:
    """Return a name that nobody could foresee."""
    return ''.join(random.choices(string.ascii_lowercase, k=9))


@pytest.fixture
def project(answer: Path, tmp_path: Path) -> Path:
    """Make a project with the learner's file, two folders below a foreign one."""
    require('editorconfig')
    (tmp_path / FILE).write_text(FOREIGN)
    folder = tmp_path / 'work' / word()
    folder.mkdir(parents=True)
    shutil.copy(answer / FILE, folder / FILE)
    return folder


def properties(project: Path, name: str) -> dict[str, str]:
    """Return what the library says about a file of the project, which is made."""
    import editorconfig

    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    try:
        return dict(editorconfig.get_properties(str(path)))
    except editorconfig.EditorConfigError as problem:
        pytest.fail(f'{FILE} can not be read: {problem}')


def judge(found: dict[str, str], expected: dict[str, str], name: str, where: str) -> None:
    """Fail the test at the first property that is not as expected."""
    for key, text in expected.items():
        came = found.get(key)
        assert came == text, (
            f'{name}: {key} should be {text!r}, but is {came!r}. Look {where} of {FILE} for the '
            'last section that matches this file: a lower section wins'
        )


@pytest.mark.parametrize('kind', KINDS)
@pytest.mark.parametrize('depth', [0, 1, 3])
def test_each_file_has_its_properties(project: Path, kind: str, depth: int) -> None:
    """At the top and below, a file is written as its kind asks."""
    name = '/'.join([*(word() for _ in range(depth)), kind.format(name=word())])
    found = properties(project, name)
    judge(found, {**TEXT, **KINDS[kind]}, name, 'from the bottom up')


@pytest.mark.parametrize('below', ['{name}.txt', '{name}.py', '{name}.bat', 'a/{name}.md', 'a/b/c'])
def test_golden_files_are_left_alone(project: Path, below: str) -> None:
    """Whatever their kind, at any depth."""
    name = f'tests/golden/{below}'.format(name=word())
    found = properties(project, name)
    judge(found, dict(GOLDEN), f'{name} (golden, at any depth)', 'at the end')


@pytest.mark.parametrize('name', ['{name}.py', 'Makefile', 'tests/golden/{name}.txt'])
def test_nothing_comes_from_above(project: Path, name: str) -> None:
    """A foreign file, further up, is not asked."""
    found = properties(project, name.format(name=word()))
    strangers = {'quote_type', 'spelling_language'}.intersection(found)
    assert not strangers, (
        f'{sorted(strangers)} of {name} comes from a file above the project. What makes the search '
        f'end, and where in {FILE} does it stand?'
    )


@pytest.mark.parametrize('ending', ['rst', 'pl', 'pyx', 'ipynb'])
def test_only_python_has_a_longest_line(project: Path, ending: str) -> None:
    """No other kind was limited."""
    name = f'{word()}.{ending}'
    found = properties(project, name).get('max_line_length')
    assert found is None, f'{name}: max_line_length is {found!r}, but only .py and .pyi are limited'
