"""Two containers, a network and a volume make one site, with docker build and docker run alone."""

import shutil
import uuid
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest

from galka.fixtures import Container, ContainerEngine

LIMIT = 240
PYTHON = 'python:3.13-slim'
ROLES = ('app', 'front')
LISTS = (
    ('ps', '--all', '--format', '{{.Names}}'),
    ('network', 'ls', '--format', '{{.Name}}'),
    ('volume', 'ls', '--format', '{{.Name}}'),
)


class Site:
    """The learner's scripts, under a prefix and on a port of their own."""

    def __init__(self, engine: ContainerEngine, folder: Path, port: int) -> None:
        self.engine = engine
        self.folder = folder
        self.prefix = engine.name('book')
        self.address = f'127.0.0.1:{port}'
        self.environment = {'PREFIX': self.prefix, 'PORT': str(port)}

    def up(self) -> None:
        """Run up.sh."""
        self.engine.script(self.folder / 'up.sh', env=self.environment)

    def down(self, *options: str) -> None:
        """Run down.sh."""
        self.engine.script(self.folder / 'down.sh', *options, env=self.environment)

    def container(self, role: str) -> Container:
        """Return the container of the app or the front."""
        found = self.engine.docker('inspect', f'{self.prefix}-{role}', check=False)
        assert not found.returncode, f'up.sh made no container called $PREFIX-{role}'
        return self.engine.container(f'{self.prefix}-{role}')

    def left(self, prefix: str) -> set[str]:
        """Return the names of containers, networks and volumes that begin with the prefix."""
        listed = [self.engine.docker(*command).stdout.split() for command in LISTS]
        return {name for names in listed for name in names if name.startswith(prefix)}


class Guest:
    """Somebody with a browser."""

    def __init__(self, site: Site, fetch: Callable[..., Any]) -> None:
        self.url = f'http://{site.address}/'
        self.fetch = fetch

    def ask(self, **options: Any) -> list[str]:
        """Return the entries of the book."""
        try:
            answer = self.fetch(self.url, **options)
        except OSError as problem:
            pytest.fail(
                f'up.sh has returned, and nobody answers on port PORT: {problem}. '
                'Does up.sh wait until both containers are healthy?'
            )
        assert answer.status == HTTPStatus.OK, (
            f'up.sh has returned, and the front answers {answer.status}: '
            'it looks for a host called "app" on port 8000. Are both on one network made by up.sh, '
            'does the app have that name there, and did up.sh wait until it was ready?'
        )
        entries: list[str] = answer.json()['entries']
        return entries

    def write(self) -> str:
        """Write an entry and return it."""
        entry = uuid.uuid4().hex
        self.ask(method='POST', body=entry)
        return entry


@pytest.fixture
def site(
    answer: Path,
    tmp_path: Path,
    container_engine: ContainerEngine,
    free_port: Callable[[], int],
) -> Site:
    """Copy the learner's folder, and choose a prefix and a port."""
    folder = shutil.copytree(answer, tmp_path / 'site')
    return Site(container_engine, folder, free_port())


@pytest.fixture
def guest(site: Site, fetch: Callable[..., Any]) -> Guest:
    """Find a guest."""
    return Guest(site, fetch)


def probe(container: Container) -> list[str]:
    """Return the command of the container's health check."""
    check = container.inspect()['Config'].get('Healthcheck')
    assert check, (
        f'{container.name} has no health check: '
        'docker run has options for it, and its Dockerfile may have a HEALTHCHECK'
    )
    kind, *command = check['Test']
    return ['sh', '-c', *command] if kind == 'CMD-SHELL' else command


def check_health(site: Site, role: str) -> None:
    """Assert that a container is healthy, and that its check fails where nobody serves."""
    container = site.container(role)
    command = probe(container)
    status = container.state['Health']['Status']
    assert status == 'healthy', f'up.sh has returned, and the {role} is {status}, not healthy'
    idle = site.engine.run(container.inspect()['Image'], '--entrypoint', 'sleep', command=('60',))
    code = idle.exec(*command, check=False).returncode
    listed = ' '.join(command)
    assert code, (
        f'the health check of the {role} passes in a container where nothing serves: {listed}'
    )


def test_a_healthy_site_is_reached_through_its_front(site: Site, guest: Guest) -> None:
    """When up.sh returns, both are healthy by checks that ask, and the front's port is the one."""
    site.up()
    check_health(site, 'app')
    check_health(site, 'front')
    entry = guest.write()
    assert guest.ask() == [entry], 'an entry was written, and the book does not show it'
    app = site.container('app').inspect()
    bindings = app['HostConfig']['PortBindings']
    assert not bindings, f'the app is published on this machine, past its front: {bindings}'
    networks = list(app['NetworkSettings']['Networks'])
    assert networks == [f'{site.prefix}-net'], (
        f'the app should be on a network of its own site, $PREFIX-net, and is on {networks}'
    )
    published = site.container('front').inspect()['HostConfig']['PortBindings']
    host, port = site.address.split(':')
    assert published == {'80/tcp': [{'HostIp': host, 'HostPort': port}]}, (
        f'the front should be published on {host} at PORT ({port}), and nowhere else: {published}'
    )


def test_the_book_outlives_its_container(site: Site, guest: Guest) -> None:
    """A second up.sh brings the newly built app, and the entries are on a volume of the site."""
    site.up()
    entry = guest.write()
    for role in ROLES:
        with (site.folder / role / 'Dockerfile').open('a') as edited:
            edited.write(f'ENV EDITION={entry}\n')
    # The next build takes the old image's name away; another one lets it be removed afterwards.
    for role in ROLES:
        image = site.container(role).inspect()['Image']
        site.engine.docker('tag', image, f'{site.prefix}-{role}-before')
    site.up()
    for role in ROLES:
        edition = site.container(role).exec('printenv', 'EDITION', check=False).stdout.strip()
        assert edition == entry, (
            f'{role}/Dockerfile was edited and up.sh run again, and the old container still runs: '
            'a container keeps the image that it was made from'
        )
    assert guest.ask() == [entry], (
        'the app got a new container, and the book is empty: what did the entries live in?'
    )
    site.engine.docker('kill', f'{site.prefix}-app')
    site.up()
    assert guest.ask() == [entry], 'the app was killed, and after up.sh the book is empty'
    mounts = site.container('app').inspect()['Mounts']
    names = [mount.get('Name') for mount in mounts]
    assert names == [f'{site.prefix}-data'], (
        f'the entries should live on a volume called $PREFIX-data, and the app has {mounts}'
    )


def test_down_leaves_the_volume_and_nothing_else(site: Site, guest: Guest) -> None:
    """down.sh keeps the data; with --volumes it keeps nothing; a second time is no error."""
    site.up()
    entry = guest.write()
    volume = f'{site.prefix}-data'
    site.down()
    left = site.left(f'{site.prefix}-')
    assert left == {volume}, f'down.sh should leave {volume} and nothing else, and left {left}'
    site.down()
    mount = ('--volume', f'{volume}:/data')
    book = site.engine.run(PYTHON, *mount, command=('cat', '/data/book.txt'), detach=False)
    assert entry in book.logs(), f'after down.sh the entry is not in book.txt on {volume}'
    site.engine.docker('rm', book.id)
    site.down('--volumes')
    left = site.left(f'{site.prefix}-')
    assert not left, f'down.sh --volumes should leave nothing, and left {left}'


def test_a_neighbour_is_left_alone(site: Site) -> None:
    """down.sh, with nothing to do, does nothing to a site whose prefix is only similar."""
    near = f'{site.prefix}2-'
    site.engine.docker('network', 'create', f'{near}net')
    site.engine.docker('volume', 'create', f'{near}data')
    site.engine.run(PYTHON, '--init', '--name', f'{near}app', command=('sleep', '600'))
    before = site.left(near)
    site.down('--volumes')
    lost = before - site.left(near)
    assert not lost, (
        f'PREFIX is {site.prefix}, and down.sh removed what belongs to another site: {lost}. '
        'A filter by name matches every name that holds the word'
    )
