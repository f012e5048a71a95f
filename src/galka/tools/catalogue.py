"""Which real tools the course checks against, and the line that installs each."""

from types import MappingProxyType
from typing import Final

from galka.tools.tool import Lines, Tool

#: Where Windows has no such tool of its own, its reader is sent to a Linux inside it.
_WSL: Final = 'wsl --install, and then in its terminal:'
_DATABASE: Final = Lines("pip install 'galka[database]'")
_START: Final = Lines("pip install 'galka[start]'")
_PYTHON: Final = Lines("pip install 'galka[python]'")


def _lines(apt: str, brew: str, winget: str = '') -> Lines:
    debian = f'sudo apt install {apt}'
    windows = f'winget install {winget}' if winget else f'{_WSL} {debian}'
    return Lines(debian, f'brew install {brew}', windows)


_ENGINE: Final = Lines(
    'sudo apt install docker.io && sudo usermod -aG docker "$USER"',
    'brew install --cask docker-desktop',
    'winget install Docker.DockerDesktop',
)
_ALL: Final = (
    Tool('git', 'git', _lines('git', 'git', 'Git.Git'), ('git',)),
    Tool('docker', 'Docker engine', _ENGINE, ('docker',)),
    Tool(
        'compose',
        'Docker Compose',
        _ENGINE._replace(
            # Ubuntu's name for it, and Debian's.
            debian='sudo apt install docker-compose-v2 || sudo apt install docker-compose',
        ),
        ('docker',),
    ),
    Tool(
        'nginx',
        'NGINX',
        _lines('nginx', 'nginx'),
        ('nginx',),
        ('/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin'),
        version_option='-v',
    ),
    Tool(
        'postgres',
        'Postgres',
        _DATABASE,
        ('postgres',),
        (
            '/usr/lib/postgresql/*/bin',
            '/usr/pgsql-*/bin',
            '/opt/homebrew/opt/postgresql*/bin',
            '/usr/local/opt/postgresql*/bin',
        ),
    ),
    Tool('psycopg', 'psycopg', _DATABASE, module='psycopg'),
    Tool('debugpy', 'debugpy', _START, module='debugpy'),
    Tool('editorconfig', 'EditorConfig', _START, module='editorconfig'),
    Tool('flask', 'Flask', _START, module='flask'),
    Tool('wemake', 'wemake-python-styleguide', _PYTHON, module='wemake_python_styleguide'),
    Tool('build', 'build', _PYTHON, module='build'),
    Tool('hatchling', 'Hatchling', _PYTHON, module='hatchling'),
    Tool('cython', 'Cython', _PYTHON, module='Cython'),
    Tool(
        'compiler',
        'C compiler',
        Lines('sudo apt install gcc python3-dev', 'xcode-select --install')._replace(
            windows=f'{_WSL} sudo apt install gcc python3-dev'
        ),
        ('cc', 'gcc', 'clang'),
    ),
    Tool('pre-commit', 'pre-commit', Lines('pip install pre-commit'), module='pre_commit'),
    Tool('gunicorn', 'Gunicorn', Lines('pip install gunicorn'), ('gunicorn',)),
    Tool('pypy3', 'PyPy', _lines('pypy3', 'pypy3'), ('pypy3',)),
    Tool(
        'chromium',
        'Chromium',
        _lines('chromium', '--cask google-chrome', 'Google.Chrome'),
        ('chromium', 'google-chrome', 'chromium-browser', 'google-chrome-stable'),
        (
            '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
            '/Applications/Chromium.app/Contents/MacOS/Chromium',
            'C:/Program Files*/Google/Chrome/Application/chrome.exe',
        ),
    ),
    Tool('promtool', 'promtool', _lines('prometheus', 'prometheus'), ('promtool',)),
    Tool('prometheus', 'Prometheus', _lines('prometheus', 'prometheus'), ('prometheus',)),
    Tool(
        'systemd-analyze',
        'systemd-analyze',
        _lines('systemd', '')._replace(macos='not there: systemd is a part of Linux'),
        ('systemd-analyze',),
    ),
)

#: Every tool by its id.
TOOLS: Final = MappingProxyType({known.id: known for known in _ALL})
