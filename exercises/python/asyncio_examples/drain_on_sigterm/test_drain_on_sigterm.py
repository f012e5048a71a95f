"""The server stops on SIGTERM, and hurts nobody who was in the middle of something."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

LIMIT = 60

PATIENT = 30.0  # a grace that no test uses up
IMPATIENT = 0.5
SECONDS = 6  # for a server on a busy machine to do what it does at once
# Who gives each of them a grace of its own, one after another, is not done in time.
STUCK = round(SECONDS / IMPATIENT) * 2

Start = Callable[..., 'Server']


class Client:
    """One connection to the server."""

    def __init__(self, port: int) -> None:
        self._connection = socket.create_connection(('127.0.0.1', port), timeout=SECONDS)
        self._lines = self._connection.makefile('rb')

    def say(self, text: str) -> None:
        """Send a text; what a server that hung up makes of it is heard."""
        with suppress(ConnectionError):
            self._connection.sendall(text.encode())

    def hear(self) -> str:
        """Return the next line, without its end; nothing when the server hung up."""
        try:
            return self._lines.readline().decode().strip()
        except TimeoutError:
            return f'(nothing for {SECONDS} s)'
        except ConnectionError:
            return ''

    def hang_up(self) -> None:
        """Close the connection."""
        self._lines.close()
        self._connection.close()

    def begin(self, size: int) -> None:
        """Begin an upload."""
        self.say(f'put {size}\n')
        heard = self.hear()
        assert heard == 'go', f'after `put {size}` came {heard!r} instead of `go`'

    def upload(self, text: str) -> str:
        """Do a whole upload and return its answer."""
        self.begin(len(text))
        self.say(text)
        return self.hear()


class Server:
    """The server as a real process."""

    def __init__(self, running: Any, port: int) -> None:
        self.port = port
        self._running = running

    def client(self) -> Client:
        """Connect."""
        return Client(self.port)

    def terminate(self) -> None:
        """Send SIGTERM, as a process manager does."""
        self._running.process.send_signal(signal.SIGTERM)

    def wait_for_closed_door(self) -> None:
        """Wait until new connections are refused."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            try:
                self.client()
            except ConnectionError:
                return
            time.sleep(0.05)
        pytest.fail(
            f'{SECONDS} s after SIGTERM, with an upload in flight, the server still accepts new '
            'connections. What closes the door in server.py, and when?'
        )

    def wait_for_code(self, expected: int, when: str) -> None:
        """Wait for the end of the process and compare its exit code."""
        try:
            code = self._running.process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            pytest.fail(f'{when}, but after {SECONDS} s it still runs')
        how = 'it was killed by the signal' if code == -signal.SIGTERM else f'its code is {code}'
        assert code == expected, (
            f'{when} with exit code {expected}, but {how}. It wrote:\n{self._running.output()}'
        )


@pytest.fixture
def start(answer: Path, free_port: Callable[[], int], processes: Any) -> Start:
    """Start the server, with a grace in seconds."""

    def start_server(grace: float = PATIENT) -> Server:
        port = free_port()
        command = [sys.executable, 'server.py', str(port), str(grace)]
        running = processes.start(command, cwd=answer)
        running.wait_for('listening')
        return Server(running, port)

    return start_server


def test_uploads_are_stored(start: Start) -> None:
    """Before any signal, clients upload as often as they like, several at a time."""
    server = start()
    ada = server.client()
    ada.begin(5)
    grace = server.client()
    for text in ('hello', 'world'):
        heard = grace.upload(text)
        assert heard == 'stored 5', f'an upload of 5 bytes was answered by {heard!r}'
    ada.say('hello')
    heard = ada.hear()
    assert heard == 'stored 5', f'an upload beside others was answered by {heard!r}'


def test_nothing_to_do_nothing_to_wait_for(start: Start) -> None:
    """Without any connection the server ends at once, with exit code 0."""
    server = start()
    server.terminate()
    server.wait_for_code(0, 'with no connection open, SIGTERM should end the server')


def test_uploads_in_flight_come_to_their_end(start: Start) -> None:
    """Who is in the middle of an upload finishes it, and then the server is gone."""
    server = start()
    clients = {'ada': server.client(), 'grace': server.client()}
    for client in clients.values():
        client.begin(10)
        client.say('first')
    server.terminate()
    server.wait_for_closed_door()
    for name, client in clients.items():
        client.say('later')
        heard = client.hear()
        assert heard == 'stored 10', (
            f'{name} was cut off in the middle of its upload: instead of `stored 10` came {heard!r}'
        )
        heard = client.hear()
        assert not heard, f'{name} was ready, and its connection should be closed; came {heard!r}'
    server.wait_for_code(0, 'when the last upload was finished, the server should end by itself')


def test_idle_connections_are_closed_at_once(start: Start) -> None:
    """Nobody waits for a client that may say something in an hour, or that hung up long ago."""
    server = start()
    gone, busy, silent, ready = (server.client() for _ in range(4))
    gone.begin(10)
    gone.hang_up()
    busy.begin(10)
    ready.upload('hello')
    server.terminate()
    for name, client in (('that never said a word', silent), ('with its upload stored', ready)):
        heard = client.hear()
        assert not heard, f'an idle connection was not closed after SIGTERM (one {name}): {heard}'
    busy.say('helloworld')
    heard = busy.hear()
    assert heard == 'stored 10', f'the upload beside the idle ones was answered by {heard!r}'
    server.wait_for_code(
        0,
        'no upload is in flight: other connections are idle, and one client hung up in the middle '
        'of an upload, before SIGTERM. The server should end',
    )


def test_no_new_upload_on_an_old_connection(start: Start) -> None:
    """The next ``put`` of a client in flight is not begun, even if it is already there."""
    server = start()
    client = server.client()
    client.begin(10)
    server.terminate()
    server.wait_for_closed_door()
    client.say('helloworldput 5\n')
    heard = client.hear()
    assert heard == 'stored 10', f'the upload in flight was answered by {heard!r}'
    heard = client.hear()
    assert heard != 'go', 'a new upload began after SIGTERM, on a connection that was still open'
    server.wait_for_code(0, 'after the upload in flight the server should end')


def test_who_does_not_finish_is_cut_off(start: Start) -> None:
    """After its own time of grace the server ends, and its code says that something was lost."""
    patient, server = start(PATIENT), start(IMPATIENT)
    other = patient.client()
    other.begin(10)
    stuck = [server.client() for _ in range(STUCK)]
    for client in stuck:
        client.begin(10)
    patient.terminate()
    server.terminate()
    server.wait_for_code(
        1,
        f'an upload and {STUCK - 1} others did not finish within the GRACE of {IMPATIENT} s, '
        'counted from SIGTERM: the server should cut it off and end',
    )
    for client in stuck:
        heard = client.hear()
        assert not heard, f'an upload that never finished was answered by {heard!r}'
    other.say('helloworld')
    heard = other.hear()
    assert heard == 'stored 10', (
        f'a server with a GRACE of {PATIENT} s was as impatient as one with {IMPATIENT} s: after '
        f'the other one had ended, the end of an upload was answered by {heard!r}'
    )
