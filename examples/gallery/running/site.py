"""The whole gallery: which parts there are, and in which order they start."""

import sys
from typing import Final

from examples.gallery import settings
from examples.gallery.running.account import UnreachableError
from examples.gallery.running.folders import Folders
from examples.gallery.running.nginx import STAND_IN, front_door
from examples.gallery.running.ports import PortTakenError, check_ports, free_port
from examples.gallery.running.postgres import NoPostgresError, Postgres
from examples.gallery.running.programs import Programs
from examples.gallery.running.supervisor import StoppedError, Supervisor
from examples.gallery.running.terminal import Terminal

_WRONG_USE: Final = 2
#: What a person can mend: each of them says how.
_EXPECTED: Final = (settings.SettingsError, UnreachableError, NoPostgresError, PortTakenError)


def run() -> int:
    """Run the gallery until Ctrl-C; return the exit code."""
    try:
        site = _prepare()
    except _EXPECTED as problem:
        print(problem, file=sys.stderr)
        return _WRONG_USE
    return site.run()


def _prepare() -> '_Site':
    chosen = settings.load()
    check_ports(chosen)
    return _Site(chosen)


class _Site:
    def __init__(self, chosen: settings.Settings) -> None:
        self._settings = chosen
        self._folders = Folders(chosen.data)
        self._own_database = _own_database(chosen, self._folders)
        self._terminal = Terminal()

    def run(self) -> int:
        supervisor = Supervisor(self._terminal)
        try:
            self._start(supervisor)
        except StoppedError as reason:
            self._terminal.say(f'stops: {reason}')
            return reason.exit_code
        finally:
            supervisor.stop()
        return 0

    def _start(self, supervisor: Supervisor) -> None:
        """Start every part as soon as what it needs is there."""
        address = self._settings.database_url
        if self._own_database:
            address = self._own_database.address
            self._start_database(supervisor, self._own_database)
        programs = Programs(self._settings, self._folders, address)
        supervisor.run(programs.migrate())
        door = front_door(self._settings, self._folders)
        if door.name == STAND_IN:
            self._terminal.say('NGINX is not installed: a small stand-in passes requests on,')
            self._terminal.say('without limits, logs and error pages. See `galka doctor`.')
        supervisor.start(programs.backend(), programs.worker(), programs.frontend(), door)
        port, data = self._settings.site_port, self._folders.root
        self._terminal.say(f'is ready at http://127.0.0.1:{port} and keeps its data in {data}')
        self._terminal.say('Ctrl-C stops it; `make gallery-demo` in another terminal fills it.')
        supervisor.watch()

    def _start_database(self, supervisor: Supervisor, database: Postgres) -> None:
        if database.is_new:
            supervisor.run(database.making())
            database.accept()
        supervisor.start(database.serving())


def _own_database(chosen: settings.Settings, kept: Folders) -> Postgres | None:
    """Return a Postgres of our own, unless the settings name another."""
    if chosen.database_url:
        return None
    return Postgres(kept, free_port(), kept.secrets()['database_password'])
