"""While the app is down, slow or busy, people see the gallery's page and programs get JSON."""

import secrets
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

import pytest

# Slow answers are awaited here, some of them for seconds.
LIMIT = 60
# Different in each run: a configuration that knows the answers by heart does not pass.
WORD = secrets.token_hex(4)
DOWN = f'<h1>The gallery is being repaired</h1><!-- {WORD} -->\n'.encode()
STYLE = f'h1 {{ color: teal }} /* {WORD} */\n'.encode()
BAD_GATEWAY = f'{{"status": 502, "title": "{WORD}"}}'.encode()
TIMEOUT = f'{{"status": 504, "title": "{WORD}"}}'.encode()
FILES = MappingProxyType(
    {'down.html': DOWN, 'down.css': STYLE, '502.json': BAD_GATEWAY, '504.json': TIMEOUT}
)
JSON = frozenset(('application/json', 'application/problem+json'))
DEFAULT_WAIT = '30'
OWN_WAIT = str(secrets.randbelow(1000) + 100)
# What the app itself says: status, Retry-After, body.
ANSWERS = MappingProxyType(
    {
        f'/busy-{WORD}': (HTTPStatus.SERVICE_UNAVAILABLE, '', b'overloaded'),
        f'/backup-{WORD}': (HTTPStatus.SERVICE_UNAVAILABLE, OWN_WAIT, b'a backup runs'),
        f'/api/backup-{WORD}': (HTTPStatus.SERVICE_UNAVAILABLE, OWN_WAIT, b'{"backup": true}'),
        f'/reports/backup-{WORD}': (HTTPStatus.SERVICE_UNAVAILABLE, OWN_WAIT, b'a backup runs'),
    }
)
# The seconds that the app thinks about an answer.
PAUSES = MappingProxyType({'slow': 1.6, 'brisk': 0.2, 'report': 4.5})


def app(request: Any) -> tuple[int, Mapping[str, str], bytes]:
    """Answer, after a while where the path says so."""
    time.sleep(PAUSES.get(request.path.rpartition('/')[2], 0))
    ordinary = (HTTPStatus.OK, '', request.path.encode())
    status, wait, body = ANSWERS.get(request.path, ordinary)
    headers = {'Content-Type': 'text/plain', 'X-App': WORD}
    if wait:
        headers['Retry-After'] = wait
    return status, headers, body


def start(nginx: Any, answer: Path, port: int) -> Any:
    """Start NGINX before an app on this port; every file of the error pages has been changed."""
    started = nginx(answer / 'nginx.conf', ports={9000: port})
    for name, content in FILES.items():
        (started.prefix / 'html/errors' / name).write_bytes(content)
    return started


@pytest.fixture
def site(answer: Path, nginx: Any, http_server: Any) -> Any:
    """Run the learner's configuration before an app that is there."""
    return start(nginx, answer, urlsplit(http_server(app)).port or 0)


@pytest.fixture
def deserted(answer: Path, nginx: Any, free_port: Callable[[], int]) -> Any:
    """Run the learner's configuration before a port where nobody listens."""
    return start(nginx, answer, free_port())


def assert_refused(response: Any, what: str, status: int, body: bytes) -> None:
    """Fail unless the response has the status of the error and the body meant for it."""
    wanted = next(name for name, content in FILES.items() if content == body)
    types = {'text/html'} if body == DOWN else JSON
    assert response.status == status, (
        f'{what} must have the status {status}, but it is {response.status}. '
        'Which line of nginx.conf made it so?'
    )
    first_line = response.text.partition('\n')[0]
    assert response.body == body, (
        f'{what} must have html/errors/{wanted} as its body, but the body begins:\n{first_line}'
    )
    media = response.headers.get('Content-Type', 'none').partition(';')[0]
    assert media in types, f'{what} has the body html/errors/{wanted}, but it is called {media}'


def assert_wait(response: Any, what: str, wait: str) -> None:
    """Fail unless the response says how long to wait."""
    found = response.headers.get('Retry-After', 'missing')
    assert found == wait, (
        f'Retry-After of {what} must be {wait}, but it is {found} (status {response.status})'
    )


def test_people_see_the_page_while_the_app_is_down(deserted: Any) -> None:
    """It is a 502, and says when to come back: for pages, forms and reports."""
    for path in ('/', f'/{WORD}?page=2', f'/apiary/{WORD}', f'/reports/{WORD}'):
        for method in ('GET', 'POST'):
            response = deserted.get(path, method=method)
            what = f'{method} {path} with no app behind NGINX'
            assert_refused(response, what, HTTPStatus.BAD_GATEWAY, DOWN)
            assert_wait(response, what, DEFAULT_WAIT)


def test_programs_get_json_while_the_app_is_down(deserted: Any) -> None:
    """Below /api/ the same 502 is JSON."""
    for method in ('GET', 'POST', 'DELETE'):
        response = deserted.get(f'/api/{WORD}', method=method)
        what = f'{method} /api/{WORD} with no app behind NGINX'
        assert_refused(response, what, HTTPStatus.BAD_GATEWAY, BAD_GATEWAY)
        assert_wait(response, what, DEFAULT_WAIT)


def test_the_page_keeps_its_style(deserted: Any) -> None:
    """The stylesheet of the error page does not come from the app that is down."""
    response = deserted.get('/errors/down.css')
    found = (response.status, response.body, response.headers.get('Content-Type'))
    assert found == (HTTPStatus.OK, STYLE, 'text/css'), (
        'while the app is down, /errors/down.css must come from the disk, with 200 and text/css, '
        f'but this came: {found}'
    )


def test_a_slow_app_is_a_timeout_for_people(site: Any) -> None:
    """NGINX waits a second for a page, and not one and a half."""
    response = site.get('/slow')
    assert_refused(response, 'GET /slow (1.6 s)', HTTPStatus.GATEWAY_TIMEOUT, DOWN)
    assert_wait(response, 'GET /slow (1.6 s)', DEFAULT_WAIT)


def test_a_slow_app_is_a_timeout_for_programs(site: Any) -> None:
    """NGINX waits a second for the API, and not one and a half."""
    response = site.get('/api/slow')
    assert_refused(response, 'GET /api/slow (1.6 s)', HTTPStatus.GATEWAY_TIMEOUT, TIMEOUT)
    assert_wait(response, 'GET /api/slow (1.6 s)', DEFAULT_WAIT)


def test_a_report_may_take_its_time(site: Any) -> None:
    """Below /reports/ an answer that takes more than four seconds arrives."""
    response = site.get('/reports/report')
    assert response.status == HTTPStatus.OK, (
        f'GET /reports/report takes 4.5 s and must arrive, but the status is {response.status}'
    )


@pytest.mark.parametrize('place', ['', '/reports'])
def test_a_busy_app_says_how_long(site: Any, place: str) -> None:
    """A 503 of the app gets the page, and keeps the app's own Retry-After."""
    what = f'GET {place}/backup-{WORD}, for which the app itself says 503,'
    response = site.get(f'{place}/backup-{WORD}')
    assert_refused(response, what, HTTPStatus.SERVICE_UNAVAILABLE, DOWN)
    assert_wait(response, what, OWN_WAIT)


def test_a_busy_app_that_does_not_say_how_long(site: Any) -> None:
    """A 503 of the app without Retry-After gets ours."""
    what = f'GET /busy-{WORD}, for which the app itself says 503,'
    response = site.get(f'/busy-{WORD}')
    assert_refused(response, what, HTTPStatus.SERVICE_UNAVAILABLE, DOWN)
    assert_wait(response, what, DEFAULT_WAIT)


def test_the_api_says_itself_that_it_is_busy(site: Any) -> None:
    """A 503 that the API wrote reaches the program as it was written."""
    path = f'/api/backup-{WORD}'
    status, wait, body = ANSWERS[path]
    response = site.get(path)
    found = (response.status, response.body)
    assert found == (status, body), (
        f'GET {path}: the app says 503 with {body.decode()}, but another answer '
        f'arrived, a {response.status}. Who replaced it?\n{response.text}'
    )
    assert_wait(response, f'GET {path}', wait)


@pytest.mark.parametrize('place', ['', '/api', '/reports'])
def test_an_app_that_works_is_left_alone(site: Any, place: str) -> None:
    """Pages, API and reports come through, also when the app thinks for a moment."""
    for path in (f'{place}/{WORD}', f'{place}/brisk'):
        response = site.get(path)
        found = (response.status, response.text, response.headers.get('X-App'))
        assert found == (HTTPStatus.OK, path, WORD), (
            f'GET {path}: the app answers 200, but {response.status} arrived'
        )
