"""A front door, and the programs behind it."""

import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
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
        #: Whether somebody has come; they get their answer as soon as they may.
        self.is_asked = threading.Event()
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.words = f'{name} says'
        self.headers = {'X-Request-ID': 'from-inside', 'Content-Type': 'text/plain'}

    def __call__(self, request: Request) -> Answer:
        """Answer one request."""
        self.requests.append(request)
        self.is_asked.set()
        self.may_answer.wait(timeout=30)
        status = 404 if 'nothing' in request.path else 200
        return status, self.headers, f'{self.words} {status}'.encode()


class Door(SimpleNamespace):
    """A front door, and the programs behind it."""

    frontend: Upstream
    backend: Upstream
    address: str
    port: int
    fetch: Fetch
    media: Path
    said: Callable[[], str]
    end: Callable[[], int]

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
        port=settings.site_port,
        fetch=fetch,
        said=running.output,
        end=partial(running.stop, part.stop_signal),
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
