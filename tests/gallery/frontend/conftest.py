"""The front end over a back end that is a fake."""

import re
from collections.abc import Mapping

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from examples.gallery.frontend.application import create_app
from examples.gallery.settings import Settings
from galka.fixtures.upstream import StartServer
from tests.gallery.frontend.fake_api import FakeApi

SECRET = 'of the tests, ' * 5
TOKEN = re.compile('name="csrf_token"[^>]*value="([^"]+)"')


class Visitor:
    """Somebody with a browser: forms are sent with the token that their page holds."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client

    def get(self, path: str, **headers: str) -> TestResponse:
        """Open a page."""
        named = {name.replace('_', '-'): text for name, text in headers.items()}
        return self._client.get(path, headers=named)

    def token(self) -> str:
        """Return the token of a form of this visitor's."""
        return str(TOKEN.findall(self.get('/sign-up').text)[0])

    def post(
        self,
        path: str,
        fields: Mapping[str, object] | None = None,
        **headers: str,
    ) -> TestResponse:
        """Fill in a form, and send it."""
        filled = {'csrf_token': self.token(), **(fields or {})}
        return self._client.post(path, data=filled, headers=headers)

    def post_without_token(self, path: str) -> TestResponse:
        """Send a form that our pages did not make."""
        return self._client.post(path)

    def sign_in(self) -> None:
        """Be ada from now on."""
        came = self.post('/sign-in', {'username': 'ada', 'password': 'a good password'})
        assert came.status_code == 302, came.text


@pytest.fixture
def api() -> FakeApi:
    """Give the fake back end."""
    return FakeApi()


@pytest.fixture
def settings(api: FakeApi, http_server: StartServer) -> Settings:
    """Give settings that lead to the fake back end."""
    return Settings(frontend_secret_key=SECRET, backend_url=http_server(api))


@pytest.fixture
def app(settings: Settings) -> Flask:
    """Give the front end."""
    return create_app(settings)


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Give somebody who is not signed in."""
    return Visitor(app.test_client())


@pytest.fixture
def ada(visitor: Visitor) -> Visitor:
    """Give somebody who is signed in."""
    visitor.sign_in()
    return visitor
