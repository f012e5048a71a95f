"""Which real tools the course checks against, and the line that installs each."""

import sys
from dataclasses import dataclass, field
from typing import Final, Literal

Platform = Literal['debian', 'macos', 'windows']

#: Windows has no such tool of its own: the line sends its reader to a Linux inside it.
_WSL: Final = 'wsl --install, and then in its terminal: '
_DATABASE_EXTRA: Final = "pip install 'galka[database]'"


@dataclass(frozen=True, slots=True)
class Tool:
    """A real tool: what it is called, how it is found, and how it is installed."""

    id: str
    title: str
    #: One line for each platform. A platform without a line of its own uses Debian's.
    install: dict[Platform, str]
    #: Names of the program, the preferred one first.
    programs: tuple[str, ...] = ()
    #: Places to look at after PATH, as glob patterns.
    places: tuple[str, ...] = ()
    #: What makes the program tell its version.
    version_option: str = '--version'
    #: The Python module that must be importable.
    module: str = field(default='', kw_only=True)

    def install_line(self, platform: Platform | None = None) -> str:
        """Return the line that installs this tool on ``platform`` (default: on this machine)."""
        return self.install.get(platform or current_platform(), self.install['debian'])


def current_platform() -> Platform:
    """Return whose install lines this machine needs; any Linux is taken for a Debian."""
    if sys.platform == 'darwin':
        return 'macos'
    return 'windows' if sys.platform == 'win32' else 'debian'


def _packages(apt: str, brew: str, winget: str = '') -> dict[Platform, str]:
    return {
        'debian': f'sudo apt install {apt}',
        'macos': f'brew install {brew}',
        'windows': f'winget install {winget}' if winget else f'{_WSL}sudo apt install {apt}',
    }


def _pip(requirement: str) -> dict[Platform, str]:
    return {'debian': f'pip install {requirement}'}


_ENGINE_INSTALL: Final[dict[Platform, str]] = {
    'debian': 'sudo apt install docker.io && sudo usermod -aG docker "$USER"',
    'macos': 'brew install --cask docker-desktop',
    'windows': 'winget install Docker.DockerDesktop',
}
_COMPOSE_INSTALL: Final[dict[Platform, str]] = _ENGINE_INSTALL | {
    'debian': 'sudo apt install docker-compose-v2 || sudo apt install docker-compose',
}

_ALL: Final = (
    Tool('git', 'git', _packages('git', 'git', 'Git.Git'), ('git',)),
    Tool('docker', 'Docker engine', _ENGINE_INSTALL, ('docker',)),
    Tool('compose', 'Docker Compose', _COMPOSE_INSTALL, ('docker',)),
    Tool(
        'nginx',
        'NGINX',
        _packages('nginx', 'nginx'),
        ('nginx',),
        ('/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin'),
        '-v',
    ),
    Tool(
        'postgres',
        'Postgres',
        {'debian': _DATABASE_EXTRA},
        ('postgres',),
        (
            '/usr/lib/postgresql/*/bin',
            '/usr/pgsql-*/bin',
            '/opt/homebrew/opt/postgresql*/bin',
            '/usr/local/opt/postgresql*/bin',
        ),
    ),
    Tool('psycopg', 'psycopg', {'debian': _DATABASE_EXTRA}, module='psycopg'),
    Tool('gunicorn', 'Gunicorn', _pip('gunicorn'), ('gunicorn',)),
    Tool('pypy3', 'PyPy', _packages('pypy3', 'pypy3'), ('pypy3',)),
    Tool(
        'chromium',
        'Chromium',
        _packages('chromium', '--cask google-chrome', 'Google.Chrome'),
        ('chromium', 'google-chrome', 'chromium-browser', 'google-chrome-stable'),
        (
            '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
            '/Applications/Chromium.app/Contents/MacOS/Chromium',
            'C:/Program Files*/Google/Chrome/Application/chrome.exe',
        ),
    ),
    Tool('promtool', 'promtool', _packages('prometheus', 'prometheus'), ('promtool',)),
    Tool('prometheus', 'Prometheus', _packages('prometheus', 'prometheus'), ('prometheus',)),
    Tool(
        'systemd-analyze',
        'systemd-analyze',
        {
            'debian': 'sudo apt install systemd',
            'macos': 'none: it is a part of Linux',
            'windows': f'{_WSL}sudo apt install systemd',
        },
        ('systemd-analyze',),
    ),
)

#: Every tool by its id.
TOOLS: Final = {known.id: known for known in _ALL}
