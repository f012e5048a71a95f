"""Build the site, run it, ask it, replace its container, ask again, and clean up."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_server
from urllib.request import ProxyHandler, build_opener

HERE = Path(__file__).parent
# The kernel takes ports for outgoing connections above these.
FIRST_PORT = 20_000
LAST_PORT = 32_767


def is_free(port: int) -> bool:
    """Say whether nobody listens on the port of this machine."""
    try:
        create_server(('127.0.0.1', port)).close()
    except OSError:
        return False
    return True


def visit(port: int) -> str:
    """Return the sentence of the page that counts the visits."""
    with build_opener(ProxyHandler({})).open(f'http://127.0.0.1:{port}/') as answer:
        page: str = answer.read().decode()
    return page.partition('<p>')[2].partition('</p>')[0]


class Site:
    """One copy of the site, told apart from others by a prefix and a port."""

    def __init__(self, prefix: str, port: int) -> None:
        self.prefix = prefix
        self.port = port

    def script(self, name: str, *arguments: str) -> None:
        """Run ``up.sh`` or ``down.sh`` for this copy."""
        ours = {'PREFIX': self.prefix, 'PORT': str(self.port)}
        command = ['sh', str(HERE / name), *arguments]
        subprocess.run(command, check=True, env=os.environ | ours)

    def docker(self, *arguments: str) -> str:
        """Run one docker command and return what it said."""
        command = ['docker', *arguments]
        return subprocess.check_output(command, text=True).strip()


@contextmanager
def running(site: Site) -> Iterator[None]:
    """Bring the site up, and leave nothing of it behind."""
    try:
        site.script('up.sh')
        yield
    finally:
        site.script('down.sh', '--volumes')
        site.docker('image', 'rm', f'{site.prefix}-app')


def main() -> None:
    """Show that the data belong to the volume, and the container to nobody."""
    port = next(filter(is_free, range(FIRST_PORT, LAST_PORT)))
    site = Site(f'galka-site-{os.getpid()}', port)
    with running(site):
        print(visit(site.port))
        print(visit(site.port))
        print('user of process 1:', site.docker('exec', f'{site.prefix}-app', 'id', '-un'))
        site.script('up.sh')
        print('after a new container:', visit(site.port))


if __name__ == '__main__':
    if shutil.which('docker') is None:
        sys.exit('this example needs docker')
    main()
