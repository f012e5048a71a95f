"""Names each request, counts it, and writes one line about it."""

import time
from collections.abc import Callable
from typing import Final

import structlog
from django.http import HttpRequest, HttpResponse

from examples.gallery.backend.observing.metrics import SECONDS
from examples.gallery.request_id import HEADER, accept, naming

_log: Final = structlog.get_logger()
_QUIET: Final = '/health/'  # asked every few seconds


class ObservingMiddleware:
    """The outermost layer: it sees what all others answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass a request on."""
        request_id = accept(request.headers.get(HEADER))
        with naming(request_id):
            started = time.perf_counter()
            response = self._get_response(request)
            seconds = time.perf_counter() - started
            self._note(request, response, seconds)
        response[HEADER] = request_id
        return response

    def _note(self, request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        # The pattern of the address, not the address: a figure for each photo would be too many.
        route = request.resolver_match.route if request.resolver_match else 'none'
        SECONDS.labels(request.method, route, response.status_code).observe(seconds)
        if not request.path.startswith(_QUIET):
            _log.info(
                'request',
                method=request.method,
                path=request.path,
                status=response.status_code,
                ms=round(seconds * 1000, 1),
            )
