"""A 404 is JSON for programs and HTML for people, and all other answers of the app come through."""

import json
import secrets
from collections.abc import Mapping
from http import HTTPStatus
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

import pytest

# Different in each run: a configuration that knows the answers by heart does not pass.
WORD = secrets.token_hex(4)
HTML = f'<h1>No such picture</h1><!-- {WORD} -->\n'
JSON = json.dumps({'status': 404, 'title': WORD})
BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8'
PEOPLE = (
    '',  # no header at all
    '*/*',
    BROWSER,
    'image/avif,image/webp,*/*;q=0.8',
    'application/json-seq',
    'text/html, application/json;q=0.9',
    'application/json;q=0.5, text/html',
)
PROGRAMS = (
    'application/json',
    'application/json, text/plain, */*',
    'application/problem+json',
    f'application/vnd.{WORD}+json; version=2',
)
TYPES = MappingProxyType(
    {'html': {'text/html'}, 'json': {'application/problem+json', 'application/json'}}
)
METHODS = ('GET', 'POST', 'DELETE')
API = (f'/api/{WORD}', f'/api/pictures/{WORD}', f'/api/pictures/{WORD}.html', f'/api/?page={WORD}')
PAGES = (f'/{WORD}', f'/apiary/{WORD}', f'/api-{WORD}', f'/pictures/api/{WORD}', f'/{WORD}.json')
# What the app says to a form or to a program that made a mistake, and to one that made none.
ANSWERS = MappingProxyType(
    {
        f'/api/ok-{WORD}': HTTPStatus.OK,
        f'/api/malformed-{WORD}': HTTPStatus.BAD_REQUEST,
        f'/api/conflict-{WORD}': HTTPStatus.CONFLICT,
        f'/api/invalid-{WORD}': HTTPStatus.UNPROCESSABLE_ENTITY,
        f'/ok-{WORD}': HTTPStatus.OK,
        f'/malformed-{WORD}': HTTPStatus.BAD_REQUEST,
        f'/form-{WORD}': HTTPStatus.UNPROCESSABLE_ENTITY,
    }
)


def app(request: Any) -> tuple[int, Mapping[str, str], bytes]:
    """Answer with details, and to an unknown path with the framework's HTML, also in the API."""
    status = ANSWERS.get(request.path, HTTPStatus.NOT_FOUND)
    if status == HTTPStatus.NOT_FOUND:
        return status, {'Content-Type': 'text/html'}, b'<p>The default page of the framework</p>'
    return status, {'Content-Type': f'text/{WORD}', 'X-Request-Id': WORD}, details(request.path)


def details(path: str) -> bytes:
    """Return the body that the app sends to a known path."""
    return json.dumps({'path': path, 'detail': f'title is missing ({WORD})'}).encode()


@pytest.fixture
def site(answer: Path, nginx: Any, http_server: Any) -> Any:
    """Run the learner's configuration before the app; both pages have been changed."""
    port = urlsplit(http_server(app)).port
    started = nginx(answer / 'nginx.conf', ports={9000: port})
    errors = started.prefix / 'html/errors'
    (errors / '404.html').write_text(HTML)
    (errors / '404.json').write_text(JSON)
    return started


def accepting(accept: str) -> dict[str, str]:
    """Return the headers of a client that accepts this, or that says nothing."""
    return {'Accept': accept} if accept else {}


def assert_page(site: Any, kind: str, method: str, path: str, accept: str) -> None:
    """Fail unless the request gets the 404 of its kind, under the right type."""
    response = site.get(path, method=method, headers=accepting(accept))
    said = f'Accept: {accept}' if accept else 'no Accept'
    what = f'{method} {path} with {said}'
    assert response.status == HTTPStatus.NOT_FOUND, (
        f'{what} must be a 404, but the status is {response.status}'
    )
    first_line = response.text.partition('\n')[0]
    assert response.text == {'html': HTML, 'json': JSON}[kind], (
        f'{what} must get html/errors/404.{kind}, but the body begins:\n{first_line}'
    )
    media = response.headers.get('Content-Type', 'none').partition(';')[0]
    assert media in TYPES[kind], (
        f'{what} gets html/errors/404.{kind}, but it is called {media}: see types and default_type'
    )


@pytest.mark.parametrize('method', METHODS)
def test_the_api_says_it_in_json(site: Any, method: str) -> None:
    """Below /api/ every 404 is JSON, whatever the client accepts, and for every method."""
    for path, accept in product(API, (*PROGRAMS, *PEOPLE)):
        assert_page(site, 'json', method, path, accept)


@pytest.mark.parametrize('method', METHODS)
def test_people_get_html(site: Any, method: str) -> None:
    """Outside of the API, browsers and clients without a wish get the page for people."""
    for path, accept in product(PAGES, PEOPLE):
        assert_page(site, 'html', method, path, accept)


@pytest.mark.parametrize('method', METHODS)
def test_programs_get_json_everywhere(site: Any, method: str) -> None:
    """Outside of the API, a client that names JSON and does not name HTML gets JSON."""
    for path, accept in product(PAGES, PROGRAMS):
        assert_page(site, 'json', method, path, accept)


def test_caches_are_told_what_decides(site: Any) -> None:
    """Outside of the API, a 404 of either kind says that it depends on Accept."""
    for accept in (*PROGRAMS, *PEOPLE):
        response = site.get(f'/{WORD}', headers=accepting(accept))
        vary = response.headers.get('Vary', 'missing')
        assert 'accept' in vary.lower().split(', '), (
            f'a 404 for a client that accepts {accept!r} has a Vary header that is {vary}: '
            'a cache would give to people what it got for a program'
        )


def test_other_answers_of_the_app_come_through(site: Any) -> None:
    """A 400, 409 or 422 has the details that the app wrote, for programs and for people."""
    for path, status in ANSWERS.items():
        response = site.get(path, headers=accepting(BROWSER))
        what = f'the {status} that the app answers to {path}'
        assert response.status == status, f'{what} has become a {response.status}'
        assert response.body == details(path), (
            f'{what} has lost its details. Which codes does nginx.conf replace?'
        )
        assert response.headers.get('X-Request-Id') == WORD, f'{what} has lost its headers'
