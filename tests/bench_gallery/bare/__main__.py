"""Starts the bare views under the gallery's own Daphne: the application alone is another one.

``DJANGO_SETTINGS_MODULE=tests.bench_gallery.bare.settings python -m tests.bench_gallery.bare PORT``
"""

import sys

from daphne.cli import CommandLineInterface

from examples.gallery.backend.serving.server import DrainingServer
from tests.bench_gallery.bare import asgi


class Daphne(CommandLineInterface):
    """Daphne's command line, with the gallery's server."""

    server_class = DrainingServer


if __name__ == '__main__':
    options = ('--verbosity', '0', '--no-server-name', '--bind', '127.0.0.1')
    Daphne().run([*options, '--port', sys.argv[1], f'{asgi.__name__}:application'])
