"""The throw-away directory of a page, and the environment that its commands see."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

#: What passes through from the caller's environment. The rest would make a page's output depend on
#: who runs it.
_PASSED: Final = frozenset(
    (
        'CURL_CA_BUNDLE',
        'DOCKER_CONFIG',
        'DOCKER_HOST',
        'GALKA_HIDE_TOOLS',
        'GALKA_POSTGRES',
        'GIT_SSL_CAINFO',
        'LOGNAME',
        'NODE_EXTRA_CA_CERTS',
        'PYENV_ROOT',
        'REQUESTS_CA_BUNDLE',
        'SSL_CERT_DIR',
        'SSL_CERT_FILE',
        'USER',
    ),
)
_PASSED_PREFIX: Final = 'PIP_'
_GIT_CONFIG: Final = """\
[user]
\tname = Ada
\temail = ada@example.com
[init]
\tdefaultBranch = master
"""
# A server that gives up its privileges must still be able to read what a page serves.
_READABLE: Final = 0o755


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page runs: the repository that it speaks about, and folders of its own."""

    root: Path
    work: Path
    home: Path
    temporary: Path

    def write(self, name: str, text: str) -> None:
        """Write a file of the page; its folders are made."""
        path = self.work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, 'utf-8')

    def environment(self, folders: Iterable[str] = ()) -> dict[str, str]:
        """Say what the page's commands find in their environment.

        ``folders`` are searched for programs last.
        """
        python = Path(sys.executable).parent
        path = (str(python), os.environ.get('PATH', os.defpath), *folders)
        return _passed() | {
            'COLUMNS': '100',
            'GIT_CONFIG_GLOBAL': str(self.home / '.gitconfig'),
            'GIT_CONFIG_NOSYSTEM': '1',
            'GIT_TERMINAL_PROMPT': '0',
            'HOME': str(self.home),
            'LC_ALL': 'C.UTF-8',
            'NO_COLOR': '1',
            'PATH': os.pathsep.join(path),
            'PYTHONPATH': str(self.root),
            'TERM': 'dumb',
            'TMPDIR': str(self.temporary),
        }


@contextlib.contextmanager
def throw_away(root: Path) -> Iterator[Place]:
    """Make a place for one page, and remove it afterwards."""
    with tempfile.TemporaryDirectory(prefix='galka-page-', ignore_cleanup_errors=True) as made:
        base = Path(made).resolve()
        place = Place(root, base / 'work', base / 'home', base / 'tmp')
        base.chmod(_READABLE)
        for folder in (place.work, place.home, place.temporary):
            folder.mkdir(_READABLE)
        (place.home / '.gitconfig').write_text(_GIT_CONFIG, 'utf-8')
        yield place


def _passed() -> dict[str, str]:
    return {
        name: setting
        for name, setting in os.environ.items()
        if name in _PASSED or name.startswith(_PASSED_PREFIX)
    }
