"""Open psql on a server of your own with the table of orders: nothing is left of it afterwards."""

import contextlib
import os
import subprocess

from examples.database.postgres.plans import ORDERS
from examples.database.postgres.server import Server


def main() -> None:
    """Start a server, and stop it when psql ends."""
    with contextlib.closing(Server()) as server:
        server.session()(ORDERS)
        subprocess.run(
            [server.cluster.programs / 'psql'],
            env={**os.environ, **server.cluster.environment()},
            check=False,
        )


if __name__ == '__main__':
    main()
