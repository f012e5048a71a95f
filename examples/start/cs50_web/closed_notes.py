"""The same notebook with the three holes closed."""

import secrets
from http import HTTPStatus

from flask import Flask, abort, render_template_string, request, session

from examples.start.cs50_web.storage import new_database

app = Flask('closed_notes')
app.secret_key = 'not a secret in an example'
app.config['SESSION_COOKIE_SAMESITE'] = 'Lax'
database = new_database()


# [start injection]
@app.get('/search')
def search() -> list[str]:
    """Answer with the notes that hold a word."""
    query = "SELECT text FROM notes WHERE text LIKE '%' || ? || '%'"
    return [row['text'] for row in database.execute(query, (request.args['word'],))]


# [end injection]
# [start scripting]
NOTE = '<h1>A note by {{ note.owner }}</h1><p>{{ note.text }}</p>'


@app.get('/notes/<int:number>')
def show(number: int) -> str:
    """Show one note as a page."""
    query = 'SELECT owner, text FROM notes WHERE id = ?'
    note = database.execute(query, (number,)).fetchone()
    return render_template_string(NOTE, note=note)


# [end scripting]
# [start forgery]
@app.before_request
def refuse_forgeries() -> None:
    """Let a request change something only if it carries what our own page was given."""
    if request.method not in {'GET', 'HEAD', 'OPTIONS'}:
        known, sent = session.get('token', ''), request.form.get('token', '')
        if not known or not secrets.compare_digest(known.encode(), sent.encode()):
            abort(HTTPStatus.FORBIDDEN)


@app.get('/form')
def form() -> str:
    """Show the form for a new password; its hidden field is what others can't read."""
    token = session.setdefault('token', secrets.token_urlsafe())
    return f'<form method="post"><input type="hidden" name="token" value="{token}"></form>'


# [end forgery]
@app.post('/notes')
def add() -> dict[str, int]:
    """Keep a note of the member who is signed in; answer with its number."""
    query = 'INSERT INTO notes (owner, text) VALUES (?, ?) RETURNING id'
    return dict(database.execute(query, (session['name'], request.form['text'])).fetchone())


@app.post('/sign-in')
def sign_in() -> tuple[str, int]:
    """Remember who this is, in a signed cookie."""
    # Plain text on both sides, so that a stolen password can be seen. A site keeps a hash.
    query = 'SELECT name FROM members WHERE name = ? AND password = ?'
    found = database.execute(query, (request.form['name'], request.form['password'])).fetchone()
    if found is None:
        return 'no such member', 403
    session['name'] = found['name']
    return 'welcome', 200


@app.post('/password')
def change_password() -> str:
    """Give the member who is signed in a new password."""
    query = 'UPDATE members SET password = ? WHERE name = ?'
    database.execute(query, (request.form['password'], session['name']))
    return 'changed'
