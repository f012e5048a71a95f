"""What galka knows of a real tool."""

import sys
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Platform = Literal['debian', 'macos', 'windows']


class Lines(NamedTuple):
    """The line that installs a tool, by platform; an empty one means that Debian's is right."""

    debian: str
    macos: str = ''
    windows: str = ''


@dataclass(frozen=True, slots=True)
class Tool:
    """A real tool: what it is called, how it is found, and how it is installed."""

    id: str
    title: str
    install: Lines
    #: Names of the program, the preferred one first.
    programs: tuple[str, ...] = ()
    #: Where to look when PATH has none, as glob patterns: programs, and folders of programs.
    places: tuple[str, ...] = ()
    #: What makes the program tell its version.
    version_option: str = field(default='--version', kw_only=True)
    #: The Python module that must be importable.
    module: str = field(default='', kw_only=True)

    def install_line(self, platform: Platform | None = None) -> str:
        """Return the line that installs this tool on ``platform``, on this machine by default."""
        line: str = getattr(self.install, platform or current_platform())
        return line or self.install.debian


def current_platform() -> Platform:
    """Return whose install lines this machine needs; any Linux is taken for a Debian."""
    if sys.platform == 'darwin':
        return 'macos'
    return 'windows' if sys.platform == 'win32' else 'debian'
