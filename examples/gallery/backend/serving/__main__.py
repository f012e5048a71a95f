"""Starts Daphne: ``python -m examples.gallery.backend.serving``; its own options may follow."""

import sys
from typing import Final

from daphne.cli import CommandLineInterface

from examples.gallery import settings
from examples.gallery.backend.config import asgi  # comes first: it sets Django up
from examples.gallery.backend.serving.server import DrainingServer

_APPLICATION: Final = f'{asgi.__name__}:application'
#: No line of its own for each request, and no word on what serves: both are ours to say.
_OPTIONS: Final = ('--verbosity', '0', '--no-server-name', '--bind', '127.0.0.1')


class Daphne(CommandLineInterface):
    """Daphne's command line, with our server."""

    server_class = DrainingServer


def main(options: list[str]) -> None:
    """Serve until SIGTERM or Ctrl-C."""
    port = str(settings.load().backend_port)
    Daphne().run([*_OPTIONS, '--port', port, *options, _APPLICATION])


if __name__ == '__main__':
    main(sys.argv[1:])
