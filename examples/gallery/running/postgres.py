"""A Postgres of the gallery's own, from the programs that this machine has."""

import os
import shutil
import signal
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from examples.gallery.running.account import Account
from examples.gallery.running.folders import Folders
from examples.gallery.running.parts import Part
from galka.tools import find, install_line

_SUPERUSER: Final = 'gallery'


class NoPostgresError(Exception):
    """There is no Postgres on this machine; the message tells how to get it."""


class Postgres:
    """The server, with its data below the data folder."""

    def __init__(self, folders: Folders, port: int, password: str) -> None:
        self._folder = folders.database
        self._data = self._folder / 'data'
        self._unfinished = self._folder / 'unfinished'
        self._secret = self._folder / 'password'
        self._port = port
        self._password = password
        self._account = Account()
        self._account.own(self._folder)
        self._programs = self._account.reachable(_programs(), self._folder / 'programs')

    @property
    def address(self) -> str:
        """The address of the database, for the back end and the worker."""
        return f'postgresql://{_SUPERUSER}:{self._password}@127.0.0.1:{self._port}/postgres'

    @property
    def is_new(self) -> bool:
        """Tell whether there is no data yet."""
        return not self._data.exists()

    def making(self) -> Part:
        """Return what makes the data, once.

        It has another name at first: a Ctrl-C meanwhile leaves nothing that looks finished.
        """
        shutil.rmtree(self._unfinished, ignore_errors=True)
        # Nobody else may enter the folder, so the file needs no mode of its own.
        self._secret.write_text(self._password)
        command: list[str | Path] = [
            self._programs / 'initdb',
            f'--pgdata={self._unfinished}',
            f'--username={_SUPERUSER}',
            f'--pwfile={self._secret}',
            '--auth=scram-sha-256',
            '--encoding=UTF8',
            '--locale=C',
            '--no-instructions',
        ]
        return Part('postgres', command, options=self._surroundings())

    def accept(self) -> None:
        """Take the data that was made for the database's own."""
        self._secret.unlink()
        self._unfinished.rename(self._data)

    def serving(self) -> Part:
        """Return the server."""
        settings = {
            'port': self._port,
            'listen_addresses': '127.0.0.1',
            # No socket file: its path may be only a hundred characters long.
            'unix_socket_directories': '',
            'timezone': 'UTC',
            'log_timezone': 'UTC',
        }
        words = [f'--{name}={value}' for name, value in settings.items()]
        return Part(
            'postgres',
            [self._programs / 'postgres', '-D', self._data, *words],
            is_ready=self._is_ready,
            # To Postgres SIGTERM means: wait until everybody has left.
            stop_signal=signal.SIGINT,
            grace=1,
            options=self._surroundings(),
        )

    def _surroundings(self) -> dict[str, Any]:
        environment = {'PATH': os.defpath, 'LC_ALL': 'C', 'TZ': 'UTC'}
        return {'env': environment, 'cwd': self._folder, **self._account.options}

    def _is_ready(self) -> bool:
        # What the server says itself; to connect is slower, and fills its log.
        with suppress(OSError, IndexError):
            status = (self._data / 'postmaster.pid').read_text().splitlines()
            return status[-1].strip() == 'ready' and _lives(int(status[0]))
        return False


def _programs() -> Path:
    found = find('postgres')
    if not found.here or found.path is None:
        line = install_line('postgres')
        raise NoPostgresError(f'{found.problem}. This installs it: {line}')
    return found.path.parent


def _lives(pid: int) -> bool:
    """Tell whether there is a process; a server that was killed leaves its file behind."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
