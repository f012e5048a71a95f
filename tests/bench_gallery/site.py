"""The gallery as ``make gallery`` starts it, and beside it the same with layers fewer."""

import os
import pwd
import sys
from pathlib import Path
from string import Template
from types import MappingProxyType
from typing import Final

from examples.gallery.running.folders import Folders
from examples.gallery.running.nginx import front_door
from examples.gallery.running.parts import Answers, Part
from examples.gallery.running.postgres import Postgres
from examples.gallery.running.programs import Programs
from examples.gallery.settings import Settings
from galka.fixtures.ports import find_free_port
from galka.tools import find
from tests.bench_gallery.bench import Bench

_BARE: Final = 'tests.bench_gallery.bare'
_TEMPLATE: Final = Path(__file__).parent / 'bare' / 'nginx.conf.template'


class Site:
    """Everything that is measured: where it listens, and what keeps its files."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self._settings = settings
        self._folders = Folders(folder)
        self._bare_port = find_free_port()
        self._bare_nginx_port = find_free_port()
        #: What the bare views answer is put here, before they start.
        self.answers = folder / 'answers'
        self.answers.mkdir()
        self.media = self._folders.media(settings.media_root)
        #: The first part of each address.
        self.at = MappingProxyType(
            {
                'nginx': _address(settings.site_port),
                'gunicorn': _address(settings.frontend_port),
                'daphne': _address(settings.backend_port),
                'bare': _address(self._bare_port),
                'bare_nginx': _address(self._bare_nginx_port),
            }
        )

    def start(self, bench: Bench) -> None:
        """Start the gallery: the parts of ``examples/gallery/running/site.py``, in their order."""
        made = self._folders.secrets()
        database = Postgres(self._folders, find_free_port(), made['database_password'])
        bench.run(database.making())
        database.accept()
        bench.start(database.serving())
        programs = Programs(self._settings, self._folders, database.address)
        bench.run(programs.migrate())
        door = front_door(self._settings, self._folders)
        bench.start(programs.backend(), programs.worker(), programs.frontend(), door)

    def start_bare(self, bench: Bench) -> None:
        """Start what has layers fewer; it answers what the gallery has said."""
        bench.start(self._bare_daphne(), self._bare_nginx())

    def _bare_daphne(self) -> Part:
        environment = {
            'DJANGO_SETTINGS_MODULE': f'{_BARE}.settings',
            'BENCH_ANSWERS': str(self.answers),
            'BENCH_MEDIA': str(self.media),
        }
        command = [sys.executable, '-m', _BARE, str(self._bare_port)]
        name = next(self.answers.iterdir()).stem
        ready = Answers(f'{self.at["bare"]}/constant/{name}')
        return Part('bare', command, environment, ready)

    def _bare_nginx(self) -> Part:
        folder = self._folders.root / 'bare_nginx'
        folder.mkdir()
        template = Template(_TEMPLATE.read_text('utf-8'))
        written = template.substitute(
            folder=folder, media=self.media, port=self._bare_nginx_port, user=_user()
        )
        main = folder / 'nginx.conf'
        main.write_text(written, 'utf-8')
        program = find('nginx').path or 'nginx'
        command = [program, '-p', folder, '-c', main, '-e', 'stderr', '-g', 'daemon off;']
        picture = next(self.media.rglob('*.jpg')).relative_to(self.media)
        return Part('bare_nginx', command, {}, Answers(f'{self.at["bare_nginx"]}/media/{picture}'))


def _address(port: int) -> str:
    return f'http://127.0.0.1:{port}'


def _user() -> str:
    """Let root's workers read root's files, as the gallery's own NGINX does."""
    return '' if os.geteuid() else f'user {pwd.getpwuid(0).pw_name};'
