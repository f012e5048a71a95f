"""Metrics for Prometheus, on a port of their own that NGINX does not know."""

import os
from collections.abc import Callable, Iterable
from typing import Any, Final

from flask import Flask, Response, request
from prometheus_client import (
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    make_wsgi_app,
    multiprocess,
)

from examples.gallery.frontend.arrivals import seconds_since_arrival

_requests: Final = Counter(
    'gallery_frontend_requests_total', 'Requests answered.', ('method', 'endpoint', 'status')
)
_seconds: Final = Histogram(
    'gallery_frontend_request_seconds', 'How long an answer took.', ('endpoint',)
)
WsgiApp = Callable[[dict[str, Any], Any], Iterable[bytes]]


def count_requests(app: Flask) -> None:
    """Count each answer, and measure how long it took."""
    app.after_request(_count)


class MetricsPort:
    """Shows the metrics to whoever comes in by the internal port, and the site to all others."""

    def __init__(self, site: WsgiApp, port: int) -> None:
        self._site = site
        self._port = str(port)
        self._metrics = make_wsgi_app(_registry())

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer a request."""
        # Gunicorn takes SERVER_PORT from the socket, so no header can pretend another one.
        is_internal = environ['SERVER_PORT'] == self._port
        return (self._metrics if is_internal else self._site)(environ, start_response)


def _registry() -> CollectorRegistry:
    """Return what adds up all of Gunicorn's processes; each counts into files of its own."""
    if 'PROMETHEUS_MULTIPROC_DIR' not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)
    return registry


def _count(response: Response) -> Response:
    # The endpoint and not the path: of paths there are as many as photos.
    endpoint = request.endpoint or 'none'
    _requests.labels(request.method, endpoint, response.status_code).inc()
    _seconds.labels(endpoint).observe(seconds_since_arrival())
    return response
