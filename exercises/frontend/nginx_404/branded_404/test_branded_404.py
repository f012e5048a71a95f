"""Every page that is not there is a 404, shows the gallery's own page, and tells nothing more."""

import re
import secrets
import shutil
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

import pytest

# Different in each run: a configuration that knows the answers by heart does not pass.
WORD = secrets.token_hex(4)
PAGE = f'<h1>No such picture</h1><!-- {WORD} -->\n'
MANY = 5000
TRACEBACK = f'Traceback: /srv/gallery/routes.py has no such route ({WORD})\n'.encode()
LONG_TRACEBACK = TRACEBACK * MANY
LARGE_FORM = b'title=a picture&' * MANY
EXISTING = MappingProxyType(
    {
        f'/{WORD}': (HTTPStatus.OK, b'a picture'),
        f'/form/{WORD}': (HTTPStatus.UNPROCESSABLE_ENTITY, b'<p>The title is missing.</p>'),
    }
)
UNKNOWN = (
    f'/static/missing-{WORD}.css',
    f'/static/{WORD}/deep/missing',
    f'/missing-{WORD}',
    f'/missing/{WORD}?page=2',
    f'/staticky-{WORD}',
    f'/huge/{WORD}',
)
FOLDERS = ('/static/', f'/static/{WORD}', f'/static/{WORD}/')
FILES = (f'/static/{WORD}/site.css', '/static/site.css')
EVERYTHING = (*UNKNOWN, *FOLDERS, *FILES, *EXISTING)


def app(request: Any) -> tuple[int, Mapping[str, str], bytes]:
    """Answer like a framework in debug mode; some of its error pages are large."""
    headers = {'Content-Type': 'text/html', 'X-Powered-By': f'Flask {WORD}'}
    traceback = LONG_TRACEBACK if request.path.startswith('/huge/') else TRACEBACK
    status, body = EXISTING.get(request.path, (HTTPStatus.NOT_FOUND, traceback))
    return status, headers, body


@pytest.fixture
def site(answer: Path, nginx: Any, http_server: Any) -> Any:
    """Run the learner's configuration before the app; the designers have changed the page."""
    port = urlsplit(http_server(app)).port
    started = nginx(answer / 'nginx.conf', ports={9000: port})
    html = started.prefix / 'html'
    (html / '404.html').write_text(PAGE)
    (html / 'static' / WORD).mkdir()
    shutil.copy(html / 'static/site.css', html / 'static' / WORD)
    return started


def assert_not_there(response: Any, what: str) -> None:
    """Fail unless the response is a 404 with the gallery's page."""
    status = response.status
    first_line = response.text.partition('\n')[0]
    assert status == HTTPStatus.NOT_FOUND, (
        f'{what} must be a 404, but the status is {status}. Which line of nginx.conf made it so?'
    )
    assert response.text == PAGE, (
        f'{what} is a 404, but its body is not html/404.html. Its first line:\n{first_line}'
    )


def test_what_is_not_there_gets_our_page(site: Any) -> None:
    """Files and the app's pages alike: the status is kept and the page is the gallery's."""
    for path in UNKNOWN:
        assert_not_there(site.get(path), f'GET {path}')


def test_a_folder_is_not_a_page(site: Any) -> None:
    """Nobody learns from an answer which folders there are below /static/."""
    for path in FOLDERS:
        assert_not_there(site.get(path), f'GET {path} (a folder)')


def test_a_form_sent_to_nowhere_gets_our_page(site: Any) -> None:
    """POST gets the same answer, also with a body that does not fit into a buffer."""
    for path in UNKNOWN:
        response = site.get(path, method='POST', body=LARGE_FORM)
        assert_not_there(response, f'POST {path}')


def test_head_promises_our_page(site: Any) -> None:
    """HEAD has the status and the length of the page, and no body."""
    wanted = f'404, Content-Length {len(PAGE)}'
    for path in UNKNOWN:
        response = site.get(path, method='HEAD')
        length = response.headers.get('Content-Length')
        found = f'{response.status}, Content-Length {length}'
        assert found == wanted, (
            f'HEAD {path} must be answered as GET is: {wanted} (that of html/404.html). '
            f'It is answered {found}'
        )


def test_our_page_has_no_address(site: Any, answer: Path) -> None:
    """Asked for by its name, the page is not there either."""
    for file in answer.rglob('*.html'):
        folder = file.relative_to(answer).parent
        for address in (f'/{file.name}', f'/{folder}/{file.name}', f'/static/{file.name}'):
            status = site.get(address).status
            assert status == HTTPStatus.NOT_FOUND, (
                f'{address} can be asked for directly, with status {status}: search engines '
                'will list the error page. Which directive closes a location to visitors?'
            )


def test_no_answer_tells_the_version(site: Any) -> None:
    """The Server header names the program and no number."""
    for path in EVERYTHING:
        told = site.get(path).headers.get('Server', '')
        assert not re.search(r'\d', told), (
            f'GET {path} tells the version: Server: {told}. Which directive leaves it out?'
        )


def test_nothing_of_the_app_is_left(site: Any) -> None:
    """Neither the traceback nor the framework's name comes through."""
    for path in UNKNOWN:
        response = site.get(path)
        headers = dict(response.headers)
        assert 'Traceback' not in response.text, f'GET {path} shows the traceback of the app'
        assert 'x-powered-by' not in headers, f'GET {path} tells what the app is made of: {headers}'


def test_every_answer_has_the_security_header(site: Any) -> None:
    """Errors, files and pages carry X-Content-Type-Options: nosniff."""
    for path in EVERYTHING:
        response = site.get(path)
        found = response.headers.get('X-Content-Type-Options', 'missing')
        assert found == 'nosniff', (
            f'X-Content-Type-Options is {found} in GET {path} (status {response.status}). '
            'Look at every add_header in nginx.conf: for which statuses, and for which locations?'
        )


def test_other_answers_of_the_app_come_through(site: Any) -> None:
    """What is not a 404 is the app's own business, body and headers."""
    for path, (status, body) in EXISTING.items():
        response = site.get(path)
        assert (response.status, response.body) == (status, body), (
            f'the app answers {path} with {status} and {body.decode()}, '
            f'but this came: {response.status} and {response.text}'
        )
        assert 'X-Powered-By' in response.headers, (
            f'GET {path} has lost the headers of the app: only its 404 is to be replaced'
        )


def test_files_are_served_and_may_be_cached(site: Any, answer: Path) -> None:
    """A file that is there comes from the disk, with its Cache-Control."""
    wanted = (HTTPStatus.OK, (answer / 'html/static/site.css').read_bytes())
    for path in FILES:
        response = site.get(path)
        found = (response.status, response.body)
        assert found == wanted, f'{path} must be the file below html/static, but it is {found}'
        assert response.headers.get('Cache-Control') == 'public, max-age=3600', (
            f'{path} has lost its Cache-Control header'
        )
