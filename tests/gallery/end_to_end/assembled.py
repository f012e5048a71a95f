"""A gallery on a database of the test's own, whole or part by part, and what it has kept."""

import json
import os
import re
import secrets
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import psycopg

from examples.gallery import settings
from examples.gallery.backend.tenancy.keys import Key
from examples.gallery.running.folders import Folders
from examples.gallery.running.nginx import front_door
from examples.gallery.running.programs import Programs
from galka.fixtures.cluster import Cluster
from galka.fixtures.processes import Processes
from galka.fixtures.running import Running
from tests.gallery.end_to_end.ways import own_environment, wait_until_ready

_LIMIT: Final = 60  # seconds; the machine may have much else to do
_STEP: Final = 0.02
#: Without the label that `make gallery` puts before each line.
_LINE: Final = re.compile(r'^(?:\w+ +\| )?(\{.*"status".*\})$', re.MULTILINE)
_LOST: Final = re.compile(r'"lost": (\d+)')
_RATES: Final = ('ACCOUNTS', 'SESSIONS', 'UPLOADS')
_WORDS: Final = 3000
_PHOTOS: Final = 'SELECT tenant_id, id, image, thumbnail FROM photos_photo'


class Kept(NamedTuple):
    """What the gallery has of one photo."""

    name: str
    image: Path
    thumbnail: Path | None

    @property
    def is_whole(self) -> bool:
        """Tell whether both files are there."""
        return self.image.is_file() and self.thumbnail is not None and self.thumbnail.is_file()


class Assembled:
    """Runs the gallery by one command, or each part as a process that can end alone."""

    def __init__(self, processes: Processes, folder: Path, cluster: Cluster) -> None:
        self._processes = processes
        self._database = _new_database(cluster)
        self._environment = {
            **own_environment(folder),
            settings.FILE_VARIABLE: os.devnull,
            'GALLERY_DATABASE_URL': self._database,
            **{f'GALLERY_RATE_{kind}': '1000/second' for kind in _RATES},
        }
        chosen = settings.load(environment=self._environment)
        self._folders = Folders(folder)
        self._media = self._folders.media(chosen.media_root)
        programs = Programs(chosen, self._folders, self._database)
        door = front_door(chosen, self._folders)
        parts = (programs.backend(), programs.worker(), programs.frontend(), door)
        self._parts = {part.name: part for part in parts}
        self._running: dict[str, Running] = {}
        self._started: list[Running] = []
        self.address = f'http://127.0.0.1:{chosen.site_port}'
        migrate = programs.migrate()
        variables = {**self._environment, **migrate.environment}
        done = processes.run(migrate.command, env=variables, timeout=_LIMIT)
        assert done.returncode == 0, done.stdout

    def start(self, *names: str) -> None:
        """Start some parts, or all that do not run, and wait until they work."""
        for name in names or self._parts.keys() - self._running.keys():
            part = self._parts[name]
            variables = {**self._environment, **part.environment}
            self._running[name] = self._begin(part.command, variables)
        wait_until(lambda: all(self._parts[one].is_ready() for one in self._running))

    def start_whole(self) -> Running:
        """Start all of it as a newcomer does."""
        running = [name for name in reversed(self._parts) if name in self._running]
        for name in running:
            self.stop(name)
        site = self._begin([sys.executable, '-m', 'examples.gallery'], self._environment)
        wait_until_ready(self.address, site)
        return site

    def stop(self, name: str) -> int:
        """Ask one part to end, and return its exit code."""
        return self._running.pop(name).stop(self._parts[name].stop_signal, timeout=_LIMIT)

    def kept(self, owner: str) -> list[Kept]:
        """Return all photos of the person whose photos' names begin like this."""
        photos = [
            Kept(
                str(Key(tenant, number)),
                self._media / image,
                self._media / thumbnail if thumbnail else None,
            )
            for tenant, number, image, thumbnail in self.query(_PHOTOS)
        ]
        return [photo for photo in photos if photo.name.startswith(f'{owner}-')]

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Ask the database."""
        with psycopg.connect(self._database) as connection:
            return connection.execute(sql).fetchall()

    def statuses(self) -> Mapping[str, set[int]]:
        """Return with which statuses each request stands in the logs of NGINX, Flask and Django."""
        found = defaultdict(set)
        for running in self._started:
            for line in map(json.loads, _LINE.findall(running.output())):
                found[line['request_id']].add(line['status'])
        return found

    def lost(self) -> list[int]:
        """Return what each Daphne that has ended says that it has lost."""
        texts = (running.output() for running in self._started)
        return [int(number) for text in texts for number in _LOST.findall(text)]

    def said(self) -> str:
        """Return the last words of all parts."""
        return '\n'.join(running.output()[-_WORDS:] for running in self._started)

    def _begin(self, command: Sequence[str | Path], variables: Mapping[str, str]) -> Running:
        self._started.append(self._processes.start(command, env=variables))
        return self._started[-1]


def wait_until(happened: Callable[[], bool]) -> None:
    """Wait for something that other processes do; the test fails if they don't."""
    deadline = time.monotonic() + _LIMIT
    while not happened():
        assert time.monotonic() < deadline, f'it has not happened within {_LIMIT} s'
        time.sleep(_STEP)


def _new_database(cluster: Cluster) -> str:
    name = f'gallery_{secrets.token_hex(4)}'
    with psycopg.connect(cluster.dsn(), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE {name} TEMPLATE template0')
    return cluster.dsn(name)
