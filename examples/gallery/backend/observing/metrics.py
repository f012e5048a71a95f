"""Figures for Prometheus, on a port of their own that visitors do not reach."""

from typing import Final

import structlog
from django.conf import settings
from prometheus_client import Counter, Gauge, Histogram, start_http_server

SECONDS: Final = Histogram(
    'gallery_backend_request_seconds',
    'How long answers took.',
    ('method', 'route', 'status'),
)
UPLOADS: Final = Counter('gallery_uploads', 'Photos that were stored.')
SOCKETS: Final = Gauge('gallery_sockets', 'WebSockets that are open.')
TASKS: Final = Counter('gallery_tasks', 'Tasks that were finished.', ('task', 'outcome'))

_log: Final = structlog.get_logger()


def show_metrics(field: str) -> None:
    """Show the figures of this process on the port that a setting names; 0 shows none."""
    port = getattr(settings.GALLERY, field)
    if port:
        start_http_server(port, settings.GALLERY.metrics_host)
        _log.info('metrics', host=settings.GALLERY.metrics_host, port=port)
