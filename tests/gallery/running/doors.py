"""A front door, and the programs behind it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from examples.gallery.running.folders import Folders
from examples.gallery.running.nginx import front_door
from examples.gallery.settings import Settings
from galka.fixtures.fetching import Response
from galka.fixtures.ports import find_free_port
from galka.fixtures.processes import Processes
from galka.fixtures.upstream import Answer, Request, StartServer

Fetch: TypeAlias = Callable[..., Response]
OpenDoor: TypeAlias = Callable[..., 'Door']


class Upstream:
    """A program behind NGINX, which remembers what it was asked."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.requests: list[Request] = []
        self.headers = {'X-Request-ID': 'from-inside', 'Content-Type': 'text/plain'}

    def __call__(self, request: Request) -> Answer:
        """Answer one request."""
        self.requests.append(request)
        status = 404 if 'nothing' in request.path else 200
        return status, self.headers, f'{self.name} says {status}'.encode()


class Door(SimpleNamespace):
    """A front door, and the programs behind it."""

    frontend: Upstream
    backend: Upstream
    address: str
    fetch: Fetch
    media: Path
    said: Callable[[], str]

    def get(self, path: str, **options: object) -> Response:
        """Ask for a path."""
        return self.fetch(f'{self.address}{path}', **options)


def open_door(folder: Path, processes: Processes, fetch: Fetch, **changes: Any) -> Door:
    """Start a front door, before programs on the ports that are given."""
    plain = Settings(site_port=find_free_port(), upload_bytes=200_000)
    settings = replace(plain, **changes)
    folders = Folders(folder)
    part = front_door(settings, folders)
    running = processes.start(part.command, env=part.environment)
    processes.wait_for_port(settings.site_port)
    return Door(
        name=part.name,
        address=f'http://127.0.0.1:{settings.site_port}',
        fetch=fetch,
        said=running.output,
        media=folders.media(settings.media_root),
    )


def before_programs(opener: OpenDoor, http_server: StartServer) -> Door:
    """Start a front door before two programs."""
    frontend, backend = Upstream('frontend'), Upstream('backend')
    opened = opener(
        frontend_port=_port(http_server(frontend)), backend_port=_port(http_server(backend))
    )
    opened.frontend = frontend
    opened.backend = backend
    return opened


def _port(address: str) -> int:
    return urlsplit(address).port or 0
