"""Logs for programs: one JSON object a line, with the id of the request."""

import json
import logging
from datetime import UTC, datetime
from typing import Any, Final

from flask import Flask, Response, g, has_request_context, request

from examples.gallery.frontend.arrivals import seconds_since_arrival

_log: Final = logging.getLogger('gallery.frontend')
_QUIET: Final = ('/health/', '/static/')


class JsonFormatter(logging.Formatter):
    """Writes a record as one line, whatever its message holds."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {
            'timestamp': datetime.fromtimestamp(record.created, UTC).isoformat(),
            'level': record.levelname.lower(),
            'logger': record.name,
            'event': record.getMessage(),
            **getattr(record, 'fields', {}),
        }
        if has_request_context():
            line['request_id'] = g.get('request_id')
        if record.exc_info:
            line['exception'] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def json_logs(level: str) -> dict[str, Any]:
    """Return the configuration that sends every line to the standard output, as JSON."""
    return {
        'version': 1,
        'disable_existing_loggers': False,
        'formatters': {'json': {'()': JsonFormatter}},
        'handlers': {
            'output': {
                'class': 'logging.StreamHandler',
                'formatter': 'json',
                'stream': 'ext://sys.stdout',
            }
        },
        'root': {'level': level, 'handlers': ['output']},
        # Gunicorn's own words go the same way, once.
        'loggers': {'gunicorn.error': {'level': level, 'propagate': True}},
    }


def log_requests(app: Flask) -> None:
    """Write one line for each request that was answered."""
    app.after_request(_write)


def _write(response: Response) -> Response:
    if not request.path.startswith(_QUIET):
        # Without the query: it may hold what only the visitor should know.
        fields = {
            'method': request.method,
            'path': request.path,
            'status': response.status_code,
            'ms': round(seconds_since_arrival() * 1000, 1),
        }
        _log.info('request', extra={'fields': fields})
    return response
