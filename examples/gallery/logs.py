"""Logs of both ends: one line of JSON for each event, whoever reports it."""

from collections.abc import Mapping
from typing import Any, Final

import structlog
from structlog.tracebacks import ExceptionDictTransformer

#: What every line gets, ours and those of Django, Daphne, Flask and Gunicorn alike.
_SHARED: Final = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt='iso'),
    # Without the values of variables: among them are passwords.
    structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),
)


def configure_logs() -> None:
    """Send our own events the way of all others: through the standard library's handlers."""
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def logging_settings(level: str, loggers: Mapping[str, Any]) -> dict[str, Any]:
    """Return what ``logging.config.dictConfig`` reads; ``loggers`` are those that need a word."""
    return {
        'version': 1,
        'disable_existing_loggers': False,
        'formatters': {
            'json': {
                '()': structlog.stdlib.ProcessorFormatter,
                'foreign_pre_chain': _SHARED,
                'processors': [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(),
                ],
            },
        },
        'handlers': {
            'stdout': {
                'class': 'logging.StreamHandler',
                'formatter': 'json',
                'stream': 'ext://sys.stdout',
            }
        },
        'root': {'handlers': ['stdout'], 'level': level},
        'loggers': dict(loggers),
    }
