"""What is noted when a request comes: its id, and the time.

The id goes from NGINX through Flask and Django to the worker's log.
"""

import time

import structlog
from flask import Flask, Response, g, request

from examples.gallery.request_id import HEADER, accept


def note_arrivals(app: Flask) -> None:
    """Take over the id that NGINX gave, or make one where Flask is asked directly."""
    app.before_request(_note)
    app.after_request(_show)
    app.teardown_request(_forget)


def seconds_since_arrival() -> float:
    """Return how long this request has been with us."""
    return time.perf_counter() - float(g.arrived)


def _note() -> None:
    g.arrived = time.perf_counter()
    g.request_id = accept(request.headers.get(HEADER))
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _show(response: Response) -> Response:
    response.headers[HEADER] = g.request_id
    return response


def _forget(_error: BaseException | None) -> None:
    # The thread goes on with another visitor's request.
    structlog.contextvars.clear_contextvars()
