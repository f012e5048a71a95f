"""The purse obeys its own pages, and no other site's."""

import functools
import importlib
import secrets
from html.parser import HTMLParser
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

from galka.fixtures import require

ADA, GRACE, PAYING = 'ada', 'grace', '/pay'
PINS = MappingProxyType({name: secrets.token_hex(4) for name in (ADA, GRACE)})
SHORTEST = 16
PAY = MappingProxyType({'payee': GRACE, 'amount': '50'})
ADDED = '/added'
# What a page with kittens may send to the purse.
FORGED = (
    (PAYING, PAY),
    ('/forget', {'payee': 'linus'}),
    ('/sign-in', {'name': GRACE, 'pin': PINS[GRACE]}),
    ('/sign-out', {}),
    (ADDED, {}),
)


class Form(NamedTuple):
    """A form, and what its fields hold before anybody types."""

    action: str | None
    method: str
    fields: dict[str, str]
    hidden: dict[str, str]


class Page(HTMLParser):
    """The forms of a page, as a browser reads them."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__()
        self.forms: list[Form] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, or a field of the last one."""
        named = {name: text or '' for name, text in attrs}
        if tag == 'form':
            method = named.get('method', 'get').upper()
            self.forms.append(Form(named.get('action'), method, {}, {}))
        elif tag == 'input' and self.forms:
            field = {named.get('name', ''): named.get('value', '')}
            self.forms[-1].fields.update(field)
            self.forms[-1].hidden.update(field if named.get('type') == 'hidden' else {})


class Browser:
    """A browser of its own, with its own cookies."""

    def __init__(self, app: Any, name: str = '') -> None:
        """Open it, and sign in where a name is given."""
        self.app = app
        self.client = app.test_client()
        if name:
            self.answer = self.submit('/sign-in', name=name, pin=PINS[name])
            came = self.member()
            assert came == name, f'{name} signed in through the form, but the session has {came}'

    def form(self, action: str, **typed: str) -> Form:
        """Return the form of the purse's page for an action."""
        for form in Page(self.client.get('/').text).forms:
            fixed = {name: text for name, text in form.hidden.items() if name in typed}
            if form.action == action and fixed.items() <= typed.items():
                return form
        pytest.fail(f'the page has no form with the action {action}; see the templates')

    def submit(self, action: str, **typed: str) -> Any:
        """Fill in a form and send it, as a member does."""
        form = self.form(action, **typed)
        place = 'data' if form.method == 'POST' else 'query_string'
        return self.client.open(action, method=form.method, **{place: form.fields | typed})

    def member(self) -> str | None:
        """Return who is signed in here."""
        with self.client.session_transaction() as session:
            return session.get('name')

    def state(self) -> list[Any]:
        """Return all that a forged request may not change."""
        settings = self.app.config
        kept = [sorted(settings[name].items()) for name in ('BALANCES', 'PAYEES')]
        return [self.member(), str(kept), len(settings['ADDED'])]


@functools.cache
def load() -> Any:
    """Import the purse, and add a view to it as a colleague will do."""
    require('flask')
    app = importlib.import_module('purse').app
    methods = ['POST', 'PUT', 'PATCH', 'DELETE']
    app.add_url_rule(ADDED, view_func=add_something, methods=methods)
    return app


def add_something() -> str:
    """Change something."""
    load().config['ADDED'].append('something')
    return 'added'


@pytest.fixture
def app() -> Any:
    """Give everybody what they had."""
    settings = load().config
    settings.update(PINS=PINS, BALANCES={ADA: 100, GRACE: 100}, ADDED=[])
    settings.update(PAYEES={ADA: [GRACE, 'linus'], GRACE: []})
    return load()


@pytest.fixture
def ada(app: Any) -> Browser:
    """Open ada's browser; she has signed in and looks at her purse."""
    browser = Browser(app, ADA)
    browser.client.get('/')
    return browser


def assert_refused(browser: Browser, how: str, path: str, **request: Any) -> None:
    """Send a request that is not the member's own, and fail the test if it is obeyed."""
    before = browser.state()
    answer = browser.client.open(path, **request)
    assert browser.state() == before, f'{how} was obeyed: who in purse.py should refuse it?'
    refused = answer.status_code == HTTPStatus.FORBIDDEN
    assert refused, f'{how} changed nothing, but should be refused with 403: {answer.status}'


def test_members_use_their_purse(app: Any, ada: Browser) -> None:
    """Through the forms of the purse everything works as ever."""
    ada.submit(PAYING, payee=GRACE, amount='30')
    came = app.config['BALANCES']
    assert came == {ADA: 70, GRACE: 130}, f'ada paid 30 to grace by the form, and now: {came}'
    ada.submit('/forget', payee='linus')
    came = app.config['PAYEES'][ADA]
    assert came == [GRACE], f'ada had linus forgotten by the form, and has these payees: {came}'
    ada.submit('/sign-out')
    assert ada.member() is None, 'ada signed out by the form, and is still signed in'


def test_two_tabs_can_be_used(app: Any, ada: Browser) -> None:
    """A form that was loaded first works after another one was loaded."""
    first = ada.form(PAYING).fields
    ada.submit(PAYING, payee=GRACE, amount='1')
    ada.client.post(PAYING, data={**first, **PAY})
    came = app.config['BALANCES'][ADA]
    left = 100 - 1 - int(PAY['amount'])
    assert came == left, f'ada paid 1 in a new tab and 50 in the first: of 100 she has {came} left'


@pytest.mark.parametrize(('path', 'form'), FORGED)
def test_a_form_of_another_site_is_refused(ada: Browser, path: str, form: dict[str, str]) -> None:
    """The cookie alone is not enough, for any view."""
    assert_refused(ada, f"another site's form for {path}", path, method='POST', data=form)


@pytest.mark.parametrize('method', ['PUT', 'PATCH', 'DELETE'])
def test_other_methods_are_refused(ada: Browser, method: str) -> None:
    """Whatever may change something needs the secret."""
    assert_refused(ada, f'a forged {method} {ADDED}', ADDED, method=method)


def test_a_secret_of_somebody_else_is_refused(app: Any, ada: Browser) -> None:
    """An attacker who is a member too can't use what stands on pages of theirs."""
    hidden = Browser(app, GRACE).form(PAYING).hidden
    how = "a forged /pay with the attacker's own hidden fields"
    assert_refused(ada, how, PAYING, method='POST', data={**hidden, **PAY})


def test_any_text_may_be_sent(ada: Browser) -> None:
    """A secret in letters that no secret has is refused like any other."""
    strange = dict.fromkeys(ada.form(PAYING).hidden, 'ключ')
    how = f'a forged /pay with {strange}'
    assert_refused(ada, how, PAYING, method='POST', data={**strange, **PAY})


@pytest.mark.parametrize('text', ['', 'None', 'null'])
def test_a_session_without_a_secret_is_guarded(ada: Browser, text: str) -> None:
    """Nothing sent and nothing known are not the same secret."""
    nothing = dict.fromkeys(ada.form(PAYING).hidden, text)
    with ada.client.session_transaction() as session:
        session.clear()
        session['name'] = ADA
    how = f'a forged /pay with {nothing}, from a session that has no secret,'
    assert_refused(ada, how, PAYING, method='POST', data={**nothing, **PAY})


@pytest.mark.parametrize('method', ['GET', 'HEAD'])
@pytest.mark.parametrize(('path', 'form'), FORGED)
def test_nothing_changes_by_get(ada: Browser, path: str, form: dict[str, str], method: str) -> None:
    """A picture with such an address does nothing."""
    before = ada.state()
    ada.client.open(path, method=method, query_string=form)
    assert ada.state() == before, (
        f'{method} {path} changed something: a picture on another site is enough for that'
    )


def test_secrets_are_secret(app: Any) -> None:
    """Each session has a secret of its own, which nobody can work out."""
    for name, action in ((ADA, PAYING), ('', '/sign-in')):
        one, other = (Browser(app, name).form(action).hidden for _ in range(2))
        assert one, f'the form for {action} has no hidden field; see the templates'
        assert one != other, f'two sessions have the same hidden fields: {one}; see purse.py'
        longest = max(len(text) for text in one.values())
        assert longest >= SHORTEST, f'the hidden fields {one} are short enough to be guessed'


def test_the_browser_helps(ada: Browser) -> None:
    """The session's cookie stays with its own site and out of the reach of scripts."""
    cookies = ada.answer.headers.getlist('Set-Cookie')
    cookie = next((text for text in cookies if text.startswith('session=')), 'no cookie')
    for word in ('SameSite=Lax', 'HttpOnly'):
        assert word in cookie, f'the cookie of the session should say {word}: {cookie}'
