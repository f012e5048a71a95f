"""Sign up, sign in, sign out."""

from typing import Final

from flask import Blueprint, redirect, session, url_for
from flask.typing import ResponseReturnValue

from examples.gallery.frontend import visitor
from examples.gallery.frontend.api_client import ApiProblemError
from examples.gallery.frontend.forms import SignInForm, SignUpForm, show_problem
from examples.gallery.frontend.views.answering import form_page

people: Final = Blueprint('people', __name__)


@people.route('/sign-up', methods=['GET', 'POST'])
def sign_up() -> ResponseReturnValue:
    """Make an account, and be signed in."""
    form = SignUpForm()
    if form.validate_on_submit():
        try:
            visitor.api().sign_up(form.username.data, form.password.data)
        except ApiProblemError as problem:
            show_problem(form, problem)
        else:
            return _enter(form)
    return form_page('sign_up.html', form)


@people.route('/sign-in', methods=['GET', 'POST'])
def sign_in() -> ResponseReturnValue:
    """Come back."""
    form = SignInForm()
    if form.validate_on_submit():
        try:
            return _enter(form)
        except ApiProblemError as problem:
            show_problem(form, problem)
    return form_page('sign_in.html', form)


@people.post('/sign-out')
def sign_out() -> ResponseReturnValue:
    """Leave: the token is worthless afterwards, wherever it may have been copied to."""
    if 'token' in session:
        visitor.api().sign_out()
    visitor.forget()
    return redirect(url_for('photos.feed'))


def _enter(form: SignUpForm | SignInForm) -> ResponseReturnValue:
    username = form.username.data
    visitor.remember(username, visitor.api(as_nobody=True).sign_in(username, form.password.data))
    return visitor.back_to_the_page()
