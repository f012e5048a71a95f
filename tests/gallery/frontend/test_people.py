"""Signing up, in and out."""

import pytest
from flask import Flask

from examples.gallery.frontend.application import create_app
from examples.gallery.settings import Settings
from tests.gallery.frontend.conftest import SECRET, Visitor
from tests.gallery.frontend.fake_api import FakeApi, problem

ADA = {'username': 'ada', 'password': 'a good password'}


def test_signing_up_signs_in_too(visitor: Visitor, api: FakeApi) -> None:
    """Whoever has made an account is in at once."""
    came = visitor.post('/sign-up', ADA)
    assert (came.status_code, came.headers['Location']) == (302, '/')
    assert api.sent('POST /api/accounts') == ADA
    assert 'Sign out ada' in visitor.get('/').text


def test_a_refusal_stands_beside_its_field(visitor: Visitor, api: FakeApi) -> None:
    """What the back end refuses is shown where the person can mend it."""
    said = {'username': ['This name is taken.']}
    api.answers['POST /api/accounts'] = problem(400, errors=said)
    came = visitor.post('/sign-up', ADA)
    assert came.status_code == 422
    assert 'aria-describedby="username-problems"' in came.text
    assert 'This name is taken.' in came.text


def test_a_wrong_password_is_told(visitor: Visitor, api: FakeApi) -> None:
    """A wrong password leads to no session, and to a message."""
    api.answers['POST /api/session'] = problem(401, 'Name or password is wrong.')
    came = visitor.post('/sign-in', ADA)
    assert came.status_code == 422
    assert 'Name or password is wrong.' in came.text
    assert 'Sign out' not in visitor.get('/').text


def test_signing_out_ends_the_token(ada: Visitor, api: FakeApi) -> None:
    """The back end is told, so that a copied token is worthless."""
    ada.post('/sign-out')
    assert api.asked('DELETE /api/session').headers['Authorization'] == 'Bearer a-token'
    assert 'Sign out' not in ada.get('/').text


def test_a_form_from_elsewhere_is_refused(ada: Visitor, api: FakeApi) -> None:
    """Without the token of our own page nothing happens, whatever the cookie says."""
    before = api.summary()
    for path in ('/photos/7', '/photos/7/delete', '/albums/', '/albums/3', '/albums/3/delete'):
        assert ada.post_without_token(path).status_code == 400, path
    assert api.summary() == before


@pytest.mark.parametrize(
    'where',
    [
        '//evil.example',
        '////evil.example',
        'https://evil.example',
        '/\\evil.example',
        '\\\\evil.example',
        '/\t/evil.example',
    ],
)
def test_signing_in_leads_nowhere_else(visitor: Visitor, where: str) -> None:
    """A link that names another site as the next page ends at ours."""
    assert visitor.post(f'/sign-in?to={where}', ADA).headers['Location'] == '/'


def test_signing_in_leads_back(visitor: Visitor) -> None:
    """Whoever had to sign in first is led to the page that they wanted."""
    asked = visitor.get('/mine?cursor=x')
    assert asked.headers['Location'] == '/sign-in?to=/mine?cursor%3Dx'
    assert visitor.post(asked.headers['Location'], ADA).headers['Location'] == '/mine?cursor=x'


def test_an_expired_token_asks_for_signing_in(ada: Visitor, api: FakeApi) -> None:
    """A token that the back end does not know any more is dropped."""
    api.answers['GET /api/photos'] = problem(401)
    assert ada.get('/mine').headers['Location'] == '/mine'
    assert ada.get('/mine').headers['Location'] == '/sign-in?to=/mine'
    assert 'Sign out' not in ada.get('/').text


@pytest.mark.parametrize('https', [False, True])
def test_the_cookie_is_kept_to_us(settings: Settings, https: bool) -> None:
    """No script reads the cookie, no form from elsewhere sends it, and HTTPS keeps it."""
    live = Settings(frontend_secret_key=SECRET, backend_url=settings.backend_url, https=https)
    cookie = create_app(live).test_client().get('/sign-in').headers['Set-Cookie']
    assert 'HttpOnly' in cookie
    assert 'SameSite=Lax' in cookie
    assert ('Secure' in cookie) is https


def test_the_visitor_address_is_passed_on(app: Flask, api: FakeApi) -> None:
    """The back end counts attempts by the visitor's address, not by ours."""
    app.test_client().get('/', headers={'X-Forwarded-For': '6.6.6.6, 192.0.2.7'})
    assert api.asked('GET /api/feed').headers['X-Forwarded-For'] == '192.0.2.7'


def test_the_name_of_the_site_is_passed_on(app: Flask, api: FakeApi) -> None:
    """The back end refuses foreign names; so it has to hear the one that the visitor used."""
    app.test_client().get('/', headers={'Host': 'gallery.example', 'X-Forwarded-Proto': 'https'})
    headers = api.asked('GET /api/feed').headers
    assert (headers['Host'], headers['X-Forwarded-Proto']) == ('gallery.example', 'https')


def test_an_old_token_does_not_hinder(visitor: Visitor, ada: Visitor, api: FakeApi) -> None:
    """Whoever signs in says so by the password alone; the token of before is not sent."""
    ada.post('/sign-in', ADA)
    assert 'Authorization' not in api.asked('POST /api/session').headers


@pytest.mark.parametrize('page', ['/sign-in', '/sign-up'])
@pytest.mark.parametrize('query', ['endpoint=x', '_external=1', '_scheme=https&_external=1'])
def test_an_address_is_not_made_of_what_was_asked(visitor: Visitor, page: str, query: str) -> None:
    """What stands behind the question mark names no link of ours, but the page to go back to."""
    shown = visitor.get(f'{page}?{query}&to=/mine')
    assert shown.status_code == 200
    assert '?to=/mine"' in shown.text
    assert query not in shown.text
