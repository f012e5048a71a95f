"""A real Postgres server to play with: the system's, or the one from the wheel."""

import subprocess
import sys
from typing import Any, LiteralString

import psycopg

from galka import tools
from galka.fixtures import Cluster

Row = tuple[Any, ...]


class Session:
    """A connection that a reader can talk to: one call, one answer."""

    def __init__(self, connection: psycopg.Connection[Row]) -> None:
        self.connection = connection

    def __call__(self, statement: LiteralString, *values: object) -> Any:
        """Run SQL; return what the first statement gives: its only value, its rows, or None."""
        cursor = self.connection.execute(statement, values or None)
        if cursor.description is None:
            return None
        rows = cursor.fetchall()
        alone = len(rows) == 1 and len(rows[0]) == 1
        return rows[0][0] if alone else rows

    @property
    def pid(self) -> int:
        """The process that serves this session."""
        return self.connection.info.backend_pid


class Server:
    """A server with an empty database; nothing is left of it after ``close``."""

    def __init__(self, **settings: str) -> None:
        found = tools.find('postgres')
        if found.path is None:
            sys.exit(f'{found.problem}; install: {tools.install_line("postgres")}')
        self.cluster = Cluster(found.path.parent, settings)
        self.cluster.create()

    def session(self, **options: Any) -> Session:
        """Connect; every statement is a transaction unless it stands after a BEGIN."""
        return Session(psycopg.connect(self.cluster.dsn(), autocommit=True, **options))

    def run(self, program: str, *arguments: str) -> str | None:
        """Run a program of Postgres' own, such as pg_dump; return what it prints, if anything."""
        done = subprocess.run(
            [self.cluster.programs / program, *arguments],
            env=self.cluster.environment(),
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout or None

    def close(self) -> None:
        """End the server and remove its data."""
        self.cluster.remove()
