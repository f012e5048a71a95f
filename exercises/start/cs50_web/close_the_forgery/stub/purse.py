"""A purse on the web, in which members pay each other."""

import secrets
from http import HTTPStatus

from flask import Flask, abort, redirect, render_template, request, session
from werkzeug.wrappers import Response

app = Flask(__name__)
app.secret_key = secrets.token_bytes()
app.config.update(
    PINS={'ada': '1815', 'grace': '1906'},
    BALANCES={'ada': 100, 'grace': 100},
    PAYEES={'ada': ['grace', 'linus'], 'grace': []},
    SESSION_COOKIE_HTTPONLY=False,
)


def owner() -> str:
    """Return who has signed in; refuse a visitor who has not."""
    if 'name' not in session:
        abort(HTTPStatus.FORBIDDEN)
    return str(session['name'])


@app.get('/')
def show() -> str:
    """Show the purse, or the form to sign in."""
    if 'name' not in session:
        return render_template('sign_in.html')
    balance = app.config['BALANCES'][owner()]
    return render_template('purse.html', balance=balance, payees=app.config['PAYEES'][owner()])


@app.post('/sign-in')
def sign_in() -> Response:
    """Remember the member."""
    if app.config['PINS'].get(request.form['name']) != request.form['pin']:
        abort(HTTPStatus.FORBIDDEN)
    session['name'] = request.form['name']
    return redirect('/')


@app.get('/sign-out')
def sign_out() -> Response:
    """Forget the member."""
    session.clear()
    return redirect('/')


@app.post('/pay')
def pay() -> Response:
    """Move an amount to another member."""
    balances, amount = app.config['BALANCES'], int(request.form['amount'])
    if request.form['payee'] not in balances or not 0 < amount <= balances[owner()]:
        abort(HTTPStatus.BAD_REQUEST)
    balances[owner()] -= amount
    balances[request.form['payee']] += amount
    return redirect('/')


@app.get('/forget')
def forget() -> Response:
    """Take somebody off the list of payees."""
    app.config['PAYEES'][owner()].remove(request.args['payee'])
    return redirect('/')
