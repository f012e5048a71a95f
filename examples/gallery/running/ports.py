"""Ports: whether ours are free, and one that nobody asked for."""

import random
import socket
from typing import Final

from examples.gallery.settings import PREFIX, Settings

_NAMES: Final = (
    'site_port',
    'frontend_port',
    'backend_port',
    'frontend_metrics_port',
    'backend_metrics_port',
    'worker_metrics_port',
)
_FIRST: Final = 20_000
_LAST: Final = 32_768
_RANGE: Final = range(_FIRST, _LAST)


class PortTakenError(Exception):
    """Somebody else listens where the gallery wants to."""


def check_ports(settings: Settings) -> None:
    """Refuse to start beside another program on one of our ports.

    Raises:
        PortTakenError: with the port, and the variable that names another one.

    """
    for name in _NAMES:
        port = getattr(settings, name)
        if port and not _is_free(port):
            setting = f'{PREFIX}{name.upper()}'
            raise PortTakenError(
                f'Port {port} is taken. Is the gallery running already? {setting} names another.'
            )


def free_port() -> int:
    """Return a port for the database, which nobody has to know."""
    # Below 32768, where Linux begins to give ports to connections that go out.
    return next(port for port in random.sample(_RANGE, len(_RANGE)) if _is_free(port))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As the servers do: a connection that has just ended is no reason to refuse.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(('127.0.0.1', port))
        except OSError:
            return False
    return True
