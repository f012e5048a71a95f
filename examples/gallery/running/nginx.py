"""NGINX with the configuration of ``deploy/nginx``, in a folder of its own."""

import grp
import os
import pwd
import re
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from examples.gallery.running.folders import Folders
from examples.gallery.running.parts import Answers, Part
from examples.gallery.settings import Settings
from galka.tools import find

#: The name of the part that replaces NGINX.
STAND_IN: Final = 'stand-in'
_GALLERY: Final = Path(__file__).parents[1]
_TEMPLATES: Final = _GALLERY / 'deploy' / 'nginx'
_NAME: Final = re.compile(r'\$\{(GALLERY_\w+)\}')
#: The other fields of a form around its file.
_ROOM: Final = 100_000
#: While the front door ends, all others still work; so what was begun gets its answer here.
_GRACE: Final = 2.0


def front_door(settings: Settings, folders: Folders) -> Part:
    """Return NGINX as a part of the gallery, or a small stand-in where there is none."""
    ready = Answers(f'http://127.0.0.1:{settings.site_port}/health/live')
    values = _values(settings, folders)
    found = find('nginx')
    if not found.here or found.path is None:
        module = 'examples.gallery.running.stand_in'
        return Part(STAND_IN, [sys.executable, '-m', module], values, ready, grace=_GRACE)
    _render(values, folders.nginx)
    main = folders.nginx / 'nginx.conf'
    command: list[str | Path] = [found.path, '-p', folders.nginx, '-c', main, '-e', 'stderr']
    return Part(
        'nginx',
        [*command, '-g', f'daemon off;{_user()}'],
        is_ready=ready,
        # To NGINX SIGTERM means: leave at once, whatever was begun.
        stop_signal=signal.SIGQUIT,
        grace=_GRACE,
    )


def _values(settings: Settings, folders: Folders) -> Mapping[str, str]:
    """Return what the templates ask for; in a container these are its environment."""
    return {
        'GALLERY_LISTEN': f'127.0.0.1:{settings.site_port}',
        'GALLERY_BACKEND': f'127.0.0.1:{settings.backend_port}',
        'GALLERY_FRONTEND': f'127.0.0.1:{settings.frontend_port}',
        'GALLERY_SCHEME': 'https' if settings.https else 'http',
        'GALLERY_TRUSTED_PROXY': 'unix:',  # nobody is before us
        'GALLERY_BODY_BYTES': str(settings.upload_bytes + _ROOM),
        'GALLERY_STATIC': str(_GALLERY / 'frontend' / 'static'),
        'GALLERY_MEDIA': str(folders.media(settings.media_root)),
        'GALLERY_NGINX_ERRORS': str(_TEMPLATES),
        'GALLERY_NGINX_RUN': str(folders.nginx),
    }


def _render(values: Mapping[str, str], folder: Path) -> None:
    """Write the configuration, as the entry point of NGINX's image does."""
    for template in _TEMPLATES.glob('*.template'):
        filled = _filled(template.read_text('utf-8'), values)
        (folder / template.stem).write_text(filled, 'utf-8')


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _NAME.sub(lambda name: values[name.group(1)], text)


def _user() -> str:
    """Let root's workers read root's files; for others NGINX asks for nothing."""
    if os.geteuid():
        return ''
    user, group = pwd.getpwuid(0), grp.getgrgid(0)
    return f' user {user.pw_name} {group.gr_name};'
