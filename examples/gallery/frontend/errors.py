"""Error pages of the site's own, which keep the status."""

from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Final

import structlog
from flask import Flask, Response, jsonify, make_response, redirect, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from examples.gallery.frontend import visitor
from examples.gallery.frontend.api_client import ApiProblemError, ApiUnavailableError

_log: Final = structlog.get_logger('gallery.frontend')
_WORDS: Final[Mapping[int, str]] = MappingProxyType(
    {
        HTTPStatus.NOT_FOUND: 'There is no such page, or it is not for you.',
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: 'This is more than one request may send: 20 MB.',
        HTTPStatus.TOO_MANY_REQUESTS: 'Please wait a little before you try again.',
        HTTPStatus.SERVICE_UNAVAILABLE: 'The gallery is not there for a moment. Please try again.',
        HTTPStatus.INTERNAL_SERVER_ERROR: 'Something broke on our side. We have a record of it.',
    }
)


def handle_errors(app: Flask) -> None:
    """Show every error on a page of this site."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(ApiProblemError, _refused)
    app.register_error_handler(ApiUnavailableError, _unavailable)


def wants_json() -> bool:
    """Tell whether a script asks, and not a person."""
    kinds = request.accept_mimetypes
    return kinds.best_match(('text/html', 'application/json')) == 'application/json'


def _http(error: HTTPException) -> AnyResponse:
    if error.code is None or error.response is not None:
        return error.get_response()
    response = _page(error.code, error.name, _WORDS.get(error.code, error.description or ''))
    # 405 says which methods are allowed, 429 when to come back: what the error carries stays.
    for name, text in error.get_headers():
        if name != 'Content-Type':
            response.headers[name] = text
    return response


def _refused(problem: ApiProblemError) -> AnyResponse:
    if problem.status == HTTPStatus.UNAUTHORIZED and not wants_json():
        # The token has expired, or its owner has signed out elsewhere: ask again as nobody.
        visitor.forget()
        here = request.full_path.rstrip('?')
        return redirect(here) if request.method == 'GET' else visitor.to_sign_in()
    detail = _WORDS.get(problem.status, problem.detail)
    response = _page(problem.status, problem.title, problem.detail if wants_json() else detail)
    if problem.retry_after:
        response.headers['Retry-After'] = problem.retry_after
    return response


def _unavailable(problem: ApiUnavailableError) -> Response:
    _log.warning('the back end does not answer', reason=str(problem))
    status = HTTPStatus.SERVICE_UNAVAILABLE
    response = _page(status, status.phrase, _WORDS[status])
    response.headers['Retry-After'] = '5'
    return response


def _page(status: int, title: str, detail: str) -> Response:
    if wants_json():
        response = jsonify(status=status, title=title, detail=detail)
        response.mimetype = 'application/problem+json'
    else:
        response = make_response(render_template('error.html', title=title, detail=detail))
    response.status_code = status
    return response
