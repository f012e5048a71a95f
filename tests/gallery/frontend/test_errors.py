"""Pages of errors, headers of every answer, health, ids."""

import pytest
from flask import Flask

from examples.gallery.frontend.application import create_app
from examples.gallery.settings import Settings
from tests.gallery.frontend.conftest import SECRET, Visitor
from tests.gallery.frontend.fake_api import FakeApi, problem

HEADERS = ('Content-Security-Policy', 'X-Content-Type-Options', 'Referrer-Policy')


@pytest.mark.parametrize('status', [403, 404, 410, 429, 500, 503])
def test_the_status_of_the_api_is_kept(visitor: Visitor, api: FakeApi, status: int) -> None:
    """A refusal of the back end is a page of ours with the same status."""
    api.answers['GET /api/photos/7'] = problem(status)
    came = visitor.get('/photos/7')
    assert came.status_code == status
    assert 'To the newest photos' in came.text


@pytest.mark.parametrize('path', ['/', '/nothing', '/photos/8', '/static/site.css', '/sign-up'])
def test_every_answer_has_the_headers(visitor: Visitor, path: str) -> None:
    """Errors and files carry the headers as well as pages do."""
    came = visitor.get(path)
    missing = [name for name in HEADERS if name not in came.headers]
    assert not missing, f'{path} ({came.status_code}) lacks {missing}'


def test_no_page_needs_what_the_policy_forbids(ada: Visitor) -> None:
    """Nothing is written into a page that the browser would refuse to run."""
    for path in ('/', '/mine', '/photos/7', '/upload/', '/albums/', '/albums/3', '/sign-in'):
        page = ada.get(path).text
        for forbidden in ('<style', 'style="', 'onclick', '<script>', 'http://', 'https://'):
            assert forbidden not in page, f'{path} holds {forbidden}'


def test_a_script_gets_a_problem(visitor: Visitor) -> None:
    """Whoever asks for JSON gets the error as JSON."""
    came = visitor.get('/nothing', Accept='application/json')
    assert (came.status_code, came.mimetype) == (404, 'application/problem+json')


def test_a_wrong_method_says_which_is_right(visitor: Visitor) -> None:
    """Our page of an error keeps the headers that belong to it."""
    came = visitor.get('/sign-out')
    assert came.status_code == 405
    assert 'POST' in came.headers['Allow']


def test_how_long_to_wait_is_passed_on(visitor: Visitor, api: FakeApi) -> None:
    """The back end's Retry-After reaches the visitor."""
    status, headers, body = problem(429)
    api.answers['GET /api/feed'] = (status, {**headers, 'Retry-After': '17'}, body)
    assert visitor.get('/').headers['Retry-After'] == '17'
    assert len(api.requests) == 1, 'the front end waited and asked again, in place of the visitor'


def test_a_dead_back_end_is_said() -> None:
    """Without a back end pages say so with 503, and this process is live but not ready."""
    nowhere = Settings(frontend_secret_key=SECRET, backend_url='http://127.0.0.1:9')
    client = create_app(nowhere).test_client()
    came = client.get('/')
    assert came.status_code == 503
    assert 'Retry-After' in came.headers
    assert client.get('/health/live').status_code == 200
    assert client.get('/health/ready').status_code == 503


def _break() -> str:
    raise RuntimeError('a secret path of ours')


def test_a_mistake_of_ours_shows_nothing(app: Flask) -> None:
    """A bug becomes a page without a trace of the code."""
    app.add_url_rule('/bug', view_func=_break)
    came = app.test_client().get('/bug')
    assert came.status_code == 500
    assert 'secret path' not in came.text
    assert 'Something broke' in came.text


def test_the_request_id_goes_through(visitor: Visitor, api: FakeApi) -> None:
    """The id that NGINX gave reaches the back end and comes back."""
    came = visitor.get('/', X_Request_ID='0123456789abcdef')
    assert api.requests[-1].headers['X-Request-ID'] == '0123456789abcdef'
    assert came.headers['X-Request-ID'] == '0123456789abcdef'


@pytest.mark.parametrize('given', ['short', 'with "quotes" inside', 'x' * 65])
def test_a_bad_request_id_is_replaced(visitor: Visitor, given: str) -> None:
    """What could break a line of a log is not taken over."""
    came = visitor.get('/', X_Request_ID=given)
    assert came.headers['X-Request-ID'] != given
    assert len(came.headers['X-Request-ID']) == 32
