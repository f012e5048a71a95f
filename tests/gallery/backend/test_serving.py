"""Daphne and the worker, really running: the WebSocket, logs, figures, bad lengths, the end."""

import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from http.client import HTTPConnection

import pytest
from websockets.exceptions import InvalidStatus

from galka.fixtures.ports import find_free_port
from galka.fixtures.processes import Processes
from tests.gallery.backend.back_end import (
    HOST,
    PATIENCE,
    BackEnd,
    events,
    figures,
    lines,
    start,
    wait_until,
)

REQUEST = 'test-request-0123456789'
ENOUGH = 50_000_000  # bytes; more than all that is on the way between two processes


@pytest.fixture(scope='module')
def back_end(
    django: Mapping[str, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[BackEnd]:
    """Give a back end that runs, for all tests of this file that do not end it."""
    processes = Processes(partial(tmp_path_factory.mktemp, 'back_end'))
    yield start(processes, django, find_free_port)
    processes.close()


@pytest.fixture(autouse=True)
def finished(database: None) -> Iterator[None]:
    """Let the worker finish before the tables are emptied under it."""
    from django_tasks_db.models import DBTaskResult

    yield
    wait_until(lambda: not DBTaskResult.objects.filter(finished_at=None).exists())


@pytest.fixture
def sign_in(database: None) -> Callable[[str], tuple[int, str]]:
    """Give ``sign_in(name)``: it returns a new tenant, and the header that makes a request its."""
    from examples.gallery.backend.people.models import Account, Session

    def come(name: str) -> tuple[int, str]:
        tenant = Account.objects.create(username=name, password='').id
        return tenant, f'Bearer {Session.issue(tenant, timedelta(hours=1))}'

    return come


def test_tells_progress(back_end: BackEnd, sign_in: Callable[[str], tuple[int, str]]) -> None:
    """A browser hears of each stage; its request's id is in the logs of server and worker."""
    _, token = sign_in('ada')
    with back_end.listen(back_end.ticket(token)) as browser:
        code, photo = back_end.upload(token, request_id=REQUEST)
        news = [json.loads(browser.recv(PATIENCE)) for _ in range(3)]

    assert code == 201
    assert {one['photo'] for one in news} == {photo['id']}
    stages = [(one['stage'], one['percent']) for one in news]
    assert stages == [('stored', 33), ('thumbnail', 66), ('ready', 100)]
    # The news is sent with the transaction, and the line is written after it.
    wait_until(lambda: 'thumbnail made' in events(back_end.worker, REQUEST))
    assert 'thumbnail made' in events(back_end.worker, REQUEST)
    assert 'request' in events(back_end.daphne, REQUEST)


def test_tells_the_owner_alone(
    back_end: BackEnd,
    sign_in: Callable[[str], tuple[int, str]],
) -> None:
    """Who comes later hears of what waits; nobody hears of somebody else's photos."""
    from examples.gallery.backend.photos.models import Photo

    tenant, ada = sign_in('ada')
    waiting = Photo.objects.for_tenant(tenant).create(width=1, height=1)
    with back_end.listen(back_end.ticket(ada)) as browser:
        news = json.loads(browser.recv(PATIENCE))
    with back_end.listen(back_end.ticket(sign_in('grace')[1])) as browser:
        back_end.upload(ada)
        with pytest.raises(TimeoutError):
            browser.recv(0.5)

    assert news == {'photo': str(waiting.key), 'stage': 'stored', 'percent': 33}


def test_hears_again(back_end: BackEnd, sign_in: Callable[[str], tuple[int, str]]) -> None:
    """Where Postgres ends the connection that listens, news comes again soon."""
    from django.db import connection

    _, token = sign_in('ada')
    with back_end.listen(back_end.ticket(token)) as browser, connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query ~ '^LISTEN'",
        )
        assert cursor.fetchone() == (1,)
        deadline = time.monotonic() + PATIENCE
        heard = ''
        while not heard and time.monotonic() < deadline:
            back_end.upload(token)
            with contextlib.suppress(TimeoutError):
                heard = str(browser.recv(1))

    assert heard


def test_takes_a_ticket_once(back_end: BackEnd, sign_in: Callable[[str], tuple[int, str]]) -> None:
    """A used, expired or invented ticket, and an address that is none, are refused by a 403."""
    from examples.gallery.backend.people.models import Ticket

    tenant, token = sign_in('ada')
    used = back_end.ticket(token)
    with back_end.listen(used):
        expired = Ticket.issue(tenant, timedelta(seconds=-1))
    for ticket in (used, expired, token.removeprefix('Bearer '), '', 'x', '1-1.x', '%00'):
        with pytest.raises(InvalidStatus, match='403'), back_end.listen(ticket):
            pytest.fail(f'{ticket} let somebody in')
    with pytest.raises(InvalidStatus, match='403'), back_end.listen('', '/ws/other'):
        pytest.fail('there is no such WebSocket')


def test_shows_health_and_figures(
    back_end: BackEnd,
    sign_in: Callable[[str], tuple[int, str]],
) -> None:
    """Health is for everybody; figures are on ports of their own, and not on the visitors'."""
    back_end.upload(sign_in('ada')[1])
    done = 'gallery_tasks_total{outcome="SUCCESSFUL",task="make_thumbnail"}'
    wait_until(lambda: done in figures(back_end.worker_figures))

    assert back_end.ask('GET', '/health/live') == (200, {'status': 'live'})
    assert back_end.ask('GET', '/health/ready') == (200, {'status': 'ready'})
    assert back_end.ask('GET', '/metrics')[0] == 404
    assert 'method="POST",route="api/photos",status="201"' in figures(back_end.daphne_figures)
    assert done in figures(back_end.worker_figures)


@pytest.mark.parametrize(
    ('headers', 'body', 'answer'),
    [
        ('Content-Length: 1000000000', b'x', b'HTTP/1.1 413 '),
        ('Content-Length: 99999999999999999999999', b'x', b'HTTP/1.1 413 '),
        ('Content-Length: -1', b'x', b'HTTP/1.1 400 '),
        ('Content-Length: many', b'x', b'HTTP/1.1 400 '),
        ('Content-Length: 3\r\nContent-Length: 5', b'xxxxx', b'HTTP/1.1 400 '),
        ('Content-Length: 3', b'xxx and more', b'HTTP/1.1 400 '),
        ('Transfer-Encoding: chunked', b'no number\r\n', b'HTTP/1.1 400 '),
    ],
)
def test_sees_through_lengths(
    back_end: BackEnd,
    sign_in: Callable[[str], tuple[int, str]],
    headers: str,
    body: bytes,
    answer: bytes,
) -> None:
    """A length that is too large, or a lie, is refused at once, and the next request is served."""
    with socket.create_connection((HOST, back_end.port), timeout=PATIENCE) as connection:
        connection.sendall(_head(sign_in('ada')[1], headers) + body)
        assert connection.recv(1000).startswith(answer)

    assert back_end.ask('GET', '/health/live')[0] == 200


def test_counts_chunks(back_end: BackEnd, sign_in: Callable[[str], tuple[int, str]]) -> None:
    """A body that declares no length is cut off where it becomes too long."""
    with socket.create_connection((HOST, back_end.port), timeout=PATIENCE) as connection:
        connection.sendall(_head(sign_in('ada')[1], 'Transfer-Encoding: chunked'))
        sent = 0
        # Daphne has closed when this fails; what it answered may be lost with the connection.
        with contextlib.suppress(OSError):
            while sent < ENOUGH:
                connection.sendall(b'10000\r\n' + bytes(0x10000) + b'\r\n')
                sent += 0x10000

    assert sent < ENOUGH
    assert back_end.ask('GET', '/health/live')[0] == 200


def test_survives_who_hangs_up(
    back_end: BackEnd,
    sign_in: Callable[[str], tuple[int, str]],
) -> None:
    """Who declares a length and hangs up before it leaves nothing, and harms nobody."""
    _, token = sign_in('ada')
    with socket.create_connection((HOST, back_end.port), timeout=PATIENCE) as connection:
        connection.sendall(_head(token, 'Content-Length: 1000') + b'abc')

    assert back_end.ask('GET', '/api/photos', Authorization=token)[1]['results'] == []


def _head(token: str, headers: str) -> bytes:
    parts = (
        'POST /api/photos HTTP/1.1',
        f'Host: {HOST}',
        f'Authorization: {token}',
        'Content-Type: multipart/form-data; boundary=edge',
        headers,
        '',
        '',
    )
    return '\r\n'.join(parts).encode()


def test_ends_without_loss(
    django: Mapping[str, str],
    processes: Processes,
    free_port: Callable[[], int],
    sign_in: Callable[[str], tuple[int, str]],
) -> None:
    """At SIGTERM in the middle of uploads, each that was begun is answered, and both end well."""
    back_end = start(processes, django, free_port)
    _, token = sign_in('ada')
    answers: list[int] = []

    def send() -> None:
        answers.append(back_end.upload(token, (1900, 1900))[0])

    uploads = [threading.Thread(target=send) for _ in range(4)]
    for upload in uploads:
        upload.start()
    wait_until(lambda: bool(answers))
    codes = [back_end.daphne.stop(), back_end.worker.stop()]
    for upload in uploads:
        upload.join()

    assert answers == [201, 201, 201, 201]
    assert codes == [0, 0]
    assert [line['lost'] for line in lines(back_end.daphne) if line['event'] == 'ends'] == [0]


def test_lets_go_of_kept_connections(
    django: Mapping[str, str],
    processes: Processes,
    free_port: Callable[[], int],
    sign_in: Callable[[str], tuple[int, str]],
) -> None:
    """While Daphne ends, what comes on a kept connection is answered, and is the last there."""
    back_end = start(processes, django, free_port)
    head = _head(sign_in('ada')[1], 'Content-Length: 3')
    place = (HOST, back_end.port)
    with (
        contextlib.closing(HTTPConnection(*place, timeout=PATIENCE)) as kept,
        socket.create_connection(place, timeout=PATIENCE) as slow,
    ):
        slow.sendall(head + b'x')
        kept.request('GET', '/health/live')
        kept.getresponse().read()
        back_end.daphne.process.terminate()
        back_end.daphne.wait_for('draining')
        kept.request('GET', '/health/live')
        slow.sendall(b'yz')
        last = kept.getresponse()
        answer = slow.recv(1000)

    assert (last.status, last.headers['Connection']) == (200, 'close')
    assert answer.startswith(b'HTTP/1.1 400 ')
    assert back_end.daphne.wait() == 0
    assert [line['lost'] for line in lines(back_end.daphne) if line['event'] == 'ends'] == [0]
