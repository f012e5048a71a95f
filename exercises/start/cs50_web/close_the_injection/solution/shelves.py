"""The library on the web; nothing to mend in here."""

import sqlite3
from http import HTTPStatus

import catalogue
from flask import Flask, current_app, request

SCHEMA = """
CREATE TABLE books (title TEXT, author TEXT, year INTEGER);
CREATE TABLE members (name TEXT, pin TEXT);
INSERT INTO books VALUES ('Ulysses', 'James Joyce', 1922), ('Dubliners', 'James Joyce', 1914);
INSERT INTO members VALUES ('ada', '1815'), ('grace', '1906');
"""


def create_app(database: sqlite3.Connection | None = None) -> Flask:
    """Return the site over a database; without one it gets two books and two members."""
    app = Flask('shelves')
    if database is None:
        database = sqlite3.connect(':memory:', check_same_thread=False)
        database.executescript(SCHEMA)
    app.config['DATABASE'] = database
    app.add_url_rule('/search', view_func=search)
    app.add_url_rule('/sign-in', view_func=sign_in, methods=['POST'])
    return app


def search() -> list[list[str | int]]:
    """Answer with the books that were asked for."""
    order = request.args.get('order', 'title')
    return catalogue.search(current_app.config['DATABASE'], request.args['title'], order)


def sign_in() -> tuple[dict[str, str], HTTPStatus]:
    """Answer with the member's name, or refuse."""
    form = request.form
    name = catalogue.member(current_app.config['DATABASE'], form['name'], form['pin'])
    if name is None:
        return {}, HTTPStatus.FORBIDDEN
    return {'name': name}, HTTPStatus.OK
