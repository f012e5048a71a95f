"""The back end as it runs in production: Daphne and the worker, and ways to talk to them."""

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from http.client import HTTPConnection
from typing import Any, Final, NamedTuple

from websockets.sync.client import connect

from galka.fixtures.processes import Processes
from galka.fixtures.running import Running
from tests.gallery.backend.given import picture

HOST: Final = '127.0.0.1'
#: Seconds; the machine may have much else to do.
PATIENCE: Final = 30
_PACKAGE: Final = 'examples.gallery.backend'
_FILE: Final = 'Content-Disposition: form-data; name="file"; filename="../x.jpg"'


class BackEnd(NamedTuple):
    """Two processes that run, and their ports."""

    daphne: Running
    worker: Running
    port: int
    daphne_figures: int
    worker_figures: int

    def ask(self, verb: str, path: str, body: bytes = b'', **headers: str) -> tuple[int, Any]:
        """Send a request; return the status and the JSON of the answer."""
        with closing(HTTPConnection(HOST, self.port, timeout=PATIENCE)) as connection:
            names = {name.replace('_', '-'): text for name, text in headers.items()}
            connection.request(verb, path, body, names)
            answer = connection.getresponse()
            text = answer.read()
        return answer.status, json.loads(text) if text else None

    def upload(
        self,
        token: str,
        size: tuple[int, int] = (600, 400),
        request_id: str = '',
    ) -> tuple[int, Any]:
        """Upload a picture."""
        parts = (b'--edge', _FILE.encode(), b'', picture(size=size).getvalue(), b'--edge--', b'')
        return self.ask(
            'POST',
            '/api/photos',
            b'\r\n'.join(parts),
            Authorization=token,
            Content_Type='multipart/form-data; boundary=edge',
            X_Request_ID=request_id,
        )

    def ticket(self, token: str) -> str:
        """Return a new ticket for the WebSocket."""
        return str(self.ask('POST', '/api/ticket', Authorization=token)[1]['ticket'])

    def listen(self, ticket: str, path: str = '/ws/progress') -> connect:
        """Return what opens a WebSocket, by ``with``."""
        address = f'ws://{HOST}:{self.port}{path}?ticket={ticket}'
        return connect(address, open_timeout=PATIENCE, proxy=None)


def start(
    processes: Processes,
    environment: Mapping[str, str],
    free_port: Callable[[], int],
) -> BackEnd:
    """Start both; return when they serve."""
    ports = [free_port() for _ in range(3)]
    variables = {
        **environment,
        'GALLERY_BACKEND_PORT': str(ports[0]),
        'GALLERY_BACKEND_METRICS_PORT': str(ports[1]),
        'GALLERY_WORKER_METRICS_PORT': str(ports[2]),
    }
    commands = (
        ('serving',),
        ('manage', 'db_worker', '--interval', '0.1', '--no-startup-delay'),
    )
    running = [
        processes.start([sys.executable, '-m', f'{_PACKAGE}.{name}', *words], env=variables)
        for name, *words in commands
    ]
    for port in ports:
        processes.wait_for_port(port, timeout=PATIENCE)
    return BackEnd(*running, *ports)


def lines(running: Running) -> Iterator[dict[str, Any]]:
    """Yield what a process has logged: each line is JSON, whoever wrote it."""
    yield from map(json.loads, running.output().splitlines())


def figures(port: int) -> str:
    """Return the figures on a port."""
    with closing(HTTPConnection(HOST, port, timeout=PATIENCE)) as connection:
        connection.request('GET', '/metrics')
        return connection.getresponse().read().decode()


def wait_until(happened: Callable[[], bool]) -> None:
    """Wait for something that another process does; the test then sees whether it did."""
    deadline = time.monotonic() + PATIENCE
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.02)


def events(running: Running, request_id: str) -> list[str]:
    """Return what a process has logged about a request."""
    return [line['event'] for line in lines(running) if line.get('request_id') == request_id]
