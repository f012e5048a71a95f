"""What is noted when a request comes: its id, and the time.

The id goes from NGINX through Flask and Django to the worker's log.
"""

import re
import time
import uuid
from typing import Final

from flask import Flask, Response, g, request

_HEADER: Final = 'X-Request-ID'
#: Anything else might break a log line, or carry one of its own.
_SAFE: Final = re.compile('[A-Za-z0-9-]{8,64}')


def note_arrivals(app: Flask) -> None:
    """Take over the id that NGINX gave, or make one where Flask is asked directly."""
    app.before_request(_note)
    app.after_request(_show)


def seconds_since_arrival() -> float:
    """Return how long this request has been with us."""
    return time.perf_counter() - float(g.arrived)


def _note() -> None:
    g.arrived = time.perf_counter()
    given = request.headers.get(_HEADER, '')
    g.request_id = given if _SAFE.fullmatch(given) else uuid.uuid4().hex


def _show(response: Response) -> Response:
    response.headers[_HEADER] = g.request_id
    return response
