"""The notebook with three holes: it works, and anybody can do anything with it."""

from flask import Flask, request, session

from examples.start.cs50_web.storage import new_database

app = Flask('open_notes')
app.secret_key = 'not a secret in an example'
database = new_database()


# [start injection]
@app.get('/search')
def search() -> list[str]:
    """Answer with the notes that hold a word."""
    word = request.args['word']
    query = f"SELECT text FROM notes WHERE text LIKE '%{word}%'"
    return [row['text'] for row in database.execute(query)]


# [end injection]
# [start scripting]
@app.get('/notes/<int:number>')
def show(number: int) -> str:
    """Show one note as a page."""
    query = 'SELECT owner, text FROM notes WHERE id = ?'
    note = database.execute(query, (number,)).fetchone()
    return f'<h1>A note by {note["owner"]}</h1><p>{note["text"]}</p>'


# [end scripting]
@app.post('/notes')
def add() -> dict[str, int]:
    """Keep a note of the member who is signed in; answer with its number."""
    query = 'INSERT INTO notes (owner, text) VALUES (?, ?) RETURNING id'
    return dict(database.execute(query, (session['name'], request.form['text'])).fetchone())


@app.post('/sign-in')
def sign_in() -> tuple[str, int]:
    """Remember who this is, in a signed cookie."""
    query = 'SELECT name FROM members WHERE name = ? AND password = ?'
    found = database.execute(query, (request.form['name'], request.form['password'])).fetchone()
    if found is None:
        return 'no such member', 403
    session['name'] = found['name']
    return 'welcome', 200


# [start forgery]
@app.post('/password')
def change_password() -> str:
    """Give the member who is signed in a new password."""
    query = 'UPDATE members SET password = ? WHERE name = ?'
    database.execute(query, (request.form['password'], session['name']))
    return 'changed'


# [end forgery]
