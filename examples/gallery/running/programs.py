"""The parts of the gallery that are our own code: each is a Python with its own command line."""

import sys
from collections.abc import Mapping
from typing import Final

from examples.gallery.running.folders import Folders
from examples.gallery.running.parts import Answers, Part, always
from examples.gallery.settings import Settings

_DAPHNE: Final = 'examples.gallery.backend.serving'
_MANAGE: Final = 'examples.gallery.backend.manage'
_GUNICORN: Final = 'python:examples.gallery.frontend.gunicorn_config'


class Programs:
    """Makes the parts; all of them get the same environment."""

    def __init__(self, settings: Settings, folders: Folders, database: str) -> None:
        self._backend_port = settings.backend_port
        self._frontend_port = settings.frontend_port
        self._environment = _environment(settings, folders, database)

    def migrate(self) -> Part:
        """Return what brings the tables to the state that the code expects, once."""
        return self._python('migrate', _MANAGE, 'migrate')

    def backend(self) -> Part:
        """Return Daphne with Django."""
        return self._python('backend', _DAPHNE, port=self._backend_port)

    def worker(self) -> Part:
        """Return what makes the thumbnails."""
        return self._python('worker', _MANAGE, 'db_worker')

    def frontend(self) -> Part:
        """Return Gunicorn with Flask."""
        return self._python('frontend', 'gunicorn', '--config', _GUNICORN, port=self._frontend_port)

    def _python(self, name: str, module: str, *words: str, port: int | None = None) -> Part:
        ready = Answers(f'http://127.0.0.1:{port}/health/ready') if port else always
        return Part(name, [sys.executable, '-m', module, *words], self._environment, ready)


def _environment(settings: Settings, folders: Folders, database: str) -> Mapping[str, str]:
    """Return what the programs have to know beside what they read themselves."""
    made = folders.secrets()
    return {
        'GALLERY_DATABASE_URL': database,
        'GALLERY_BACKEND_URL': f'http://127.0.0.1:{settings.backend_port}',
        'GALLERY_BACKEND_SECRET_KEY': settings.backend_secret_key or made['backend_secret_key'],
        'GALLERY_FRONTEND_SECRET_KEY': settings.frontend_secret_key or made['frontend_secret_key'],
        # We ask by this name whether the parts are ready.
        'GALLERY_HOSTS': ','.join((*settings.hosts, '127.0.0.1')),
        'GALLERY_MEDIA_ROOT': str(folders.media(settings.media_root)),
        'TMPDIR': str(folders.temporary),
    }
