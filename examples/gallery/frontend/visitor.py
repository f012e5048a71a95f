"""Who asks: what the signed cookie remembers, and the API in that person's name."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec, TypeVar

from flask import current_app, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from examples.gallery.frontend.api_client import Api, Connection

Arguments = ParamSpec('Arguments')
Answer = TypeVar('Answer')
#: One slash, and after it neither another one nor what a browser takes for one, or leaves out.
_OUR_PATH: Final = re.compile(r'/(?![/\\])[^\\\x00-\x20]*')


def api(*, as_nobody: bool = False) -> Api:
    """Return the API for this request, which reaches the back end as if the visitor had sent it.

    ``as_nobody`` leaves out who the visitor is: a token that has expired would be refused, and with
    it the right password.
    """
    connection: Connection = current_app.extensions['api']
    headers = {
        'Host': request.host,
        'X-Forwarded-For': request.remote_addr or '',
        'X-Forwarded-Proto': request.scheme,
        'X-Request-ID': g.request_id,
    }
    token = None if as_nobody else session.get('token')
    if token:
        headers['Authorization'] = f'Bearer {token}'
    return Api(connection, headers)


def remember(username: str, token: str) -> None:
    """Be this person from now on; nothing of an earlier session stays."""
    # The cookie is signed, not secret: its owner can read the token, which is theirs anyway.
    session.clear()
    session.update(username=username, token=token)
    session.permanent = True


def forget() -> None:
    """Be nobody from now on."""
    session.clear()


def for_people_signed_in(
    view: Callable[Arguments, Answer],
) -> Callable[Arguments, Answer | Response]:
    """Send whoever is not signed in to do so, and then back to this page."""

    @wraps(view)
    def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Answer | Response:
        if 'token' in session:
            return view(*args, **kwargs)
        return to_sign_in()

    return guarded


def to_sign_in() -> Response:
    """Go to the sign-in page, and remember where from."""
    here = request.full_path if request.method == 'GET' else url_for('photos.feed')
    return redirect(url_for('people.sign_in', to=here.rstrip('?')))


def back_to_the_page() -> Response:
    """Go where the visitor wanted to go before signing in."""
    wanted = request.args.get('to', '')
    return redirect(wanted if _is_ours(wanted) else url_for('photos.feed'))


def _is_ours(address: str) -> bool:
    # Browsers read //host, /\host and ////host as another site: a link to us would lead there.
    return bool(_OUR_PATH.fullmatch(address))
