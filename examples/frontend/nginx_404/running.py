"""Start NGINX and the app on free ports, and end both."""

import grp
import os
import pwd
import random
import re
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path

from examples.frontend.nginx_404.app import App

# Debian keeps nginx where only root looks, Homebrew keeps it elsewhere.
PLACES = os.pathsep.join(('/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin'))
# The ports that a configuration names. Nobody ever listens on the last one.
LISTEN, APP, NOBODY = 8080, 9000, 9001
# Below the ports that the system itself gives to outgoing connections.
FIRST_FREE = 20_000
LAST_FREE = 32_000
ATTEMPTS = 200
PAUSE = 0.02
MAIN = """\
{user}
daemon off;
pid nginx.pid;
error_log error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    include {site};
}}
"""


class NoNginxError(Exception):
    """NGINX is not installed here, or refuses the configuration."""


@contextmanager
def running(conf: Path) -> Iterator[Mapping[int, int]]:
    """Run NGINX with ``conf`` before the app; yield the real port of each port in the file."""
    documented = (LISTEN, APP, NOBODY)
    ports = dict(zip(documented, free_ports(len(documented)), strict=True))
    with tempfile.TemporaryDirectory() as folder, serving(ports[APP]):
        main = prepare(conf, Path(folder), ports)
        with nginx(main, ports[LISTEN]):
            yield ports


def prepare(conf: Path, prefix: Path, ports: Mapping[int, int]) -> Path:
    """Fill ``prefix`` with what NGINX needs; return its main file."""
    for neighbour in conf.parent.iterdir():
        if neighbour != conf:
            (prefix / neighbour.name).symlink_to(neighbour)
    site = prefix / conf.name
    site.write_text(with_ports(conf.read_text('utf-8'), ports), 'utf-8')
    main = prefix / 'galka-main.conf'
    main.write_text(MAIN.format(user=worker_user(), site=conf.name), 'utf-8')
    return main


@contextmanager
def serving(port: int) -> Iterator[None]:
    """Serve the app on ``port``."""
    server = ThreadingHTTPServer(('127.0.0.1', port), App)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def nginx(main: Path, port: int) -> Iterator[None]:
    """Run NGINX with its main file until the block ends."""
    program = shutil.which('nginx') or shutil.which('nginx', path=PLACES)
    if program is None:
        raise NoNginxError(
            'nginx is not here, and this example runs the real one. '
            'On Debian and Ubuntu: sudo apt install nginx'
        )
    argv = [program, '-p', str(main.parent), '-c', str(main)]
    said = main.with_name('said.log')
    with said.open('w') as log:
        process = subprocess.Popen(argv, stdout=log, stderr=log)
    try:
        if answers(process, port):
            yield
        else:
            raise NoNginxError(f'nginx did not start:\n{said.read_text()}')
    finally:
        process.terminate()
        process.wait()


def answers(process: subprocess.Popen[bytes], port: int) -> bool:
    """Wait until somebody listens on ``port``; false when the process ended before."""
    for _ in range(ATTEMPTS):
        with socket.socket() as attempt:
            if attempt.connect_ex(('127.0.0.1', port)) == 0:
                return True
        if process.poll() is not None:
            return False
        time.sleep(PAUSE)
    return False


def free_ports(count: int) -> list[int]:
    """Return ports that nobody listens on."""
    found: list[int] = []
    for port in random.sample(range(FIRST_FREE, LAST_FREE), ATTEMPTS):
        with socket.socket() as attempt:
            if attempt.connect_ex(('127.0.0.1', port)):
                found.append(port)
        if len(found) == count:
            break
    return found


def with_ports(text: str, ports: Mapping[int, int]) -> str:
    """Replace each port in ``text`` by its partner."""
    for port, partner in ports.items():
        text = re.sub(rf'\b{port}\b', str(partner), text)
    return text


def worker_user() -> str:
    """Let root's workers read root's folders; for others NGINX asks for nothing."""
    if os.geteuid():
        return ''
    user, group = pwd.getpwuid(0), grp.getgrgid(0)
    return f'user {user.pw_name} {group.gr_name};'
