"""One line of the log for each request."""

from typing import Final

import structlog
from flask import Flask, Response, request

from examples.gallery.frontend.arrivals import seconds_since_arrival

_log: Final = structlog.get_logger('gallery.frontend')
_QUIET: Final = ('/health/', '/static/')


def log_requests(app: Flask) -> None:
    """Write a line for each request that was answered."""
    app.after_request(_write)


def _write(response: Response) -> Response:
    if not request.path.startswith(_QUIET):
        # Without the query: it may hold what only the visitor should know.
        _log.info(
            'request',
            method=request.method,
            path=request.path,
            status=response.status_code,
            ms=round(seconds_since_arrival() * 1000, 1),
        )
    return response
