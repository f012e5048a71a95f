"""The ways to run the gallery, each started as a newcomer would, on ports of its own."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final, TypeAlias

from examples.gallery.running.parts import Answers
from galka.fixtures.ports import find_free_port
from galka.fixtures.processes import Processes
from galka.fixtures.running import Running
from galka.fixtures.verdict import require

_PORTS: Final = ('SITE', 'FRONTEND', 'BACKEND')
_METRICS: Final = ('FRONTEND', 'BACKEND', 'WORKER')
_IMAGES: Final = ('database', 'backend', 'frontend', 'nginx')
_LIMIT: Final = 120  # seconds
_DEPLOY: Final = Path(__file__).parents[3] / 'examples' / 'gallery' / 'deploy'
#: Starts a gallery, gives its address, and ends it.
Way: TypeAlias = Callable[[Processes, Path], Iterator[str]]


@contextmanager
def running(way: str, processes: Processes, folder: Path) -> Iterator[str]:
    """Run the gallery in one of the ways; give its address."""
    started = _WAYS[way](processes, folder)
    yield next(started)
    next(started, None)


def _by_processes(processes: Processes, folder: Path) -> Iterator[str]:
    require('postgres')
    require('nginx')
    yield from _started(processes, folder)


def _without_nginx(processes: Processes, folder: Path) -> Iterator[str]:
    require('postgres')
    yield from _started(processes, folder, GALKA_HIDE_TOOLS='nginx')


def _started(processes: Processes, folder: Path, **more: str) -> Iterator[str]:
    environment = own_environment(folder)
    site = processes.start(
        [sys.executable, '-m', 'examples.gallery'],
        env={**environment, **more},
    )
    address = f'http://127.0.0.1:{environment["GALLERY_SITE_PORT"]}'
    wait_until_ready(address, site)
    yield address
    assert site.stop() == 0, site.output()


def _by_docker(processes: Processes, folder: Path) -> Iterator[str]:
    require('docker')
    folder.mkdir(exist_ok=True)
    script = ['sh', str(_DEPLOY / 'docker.sh')]
    yield from _in_containers(processes, folder, [*script, 'up'], [*script, 'down', '--volumes'])


def _by_compose(processes: Processes, folder: Path) -> Iterator[str]:
    require('compose')
    folder.mkdir(exist_ok=True)
    secrets = folder / 'containers.env'
    prepare = ['sh', str(_DEPLOY / 'prepare.sh')]
    processes.run(prepare, env={'CONTAINERS_ENV': str(secrets)})
    compose = ['docker', 'compose', '--file', str(_DEPLOY / 'compose.yaml')]
    compose += ['--env-file', str(secrets)]
    up = [*compose, 'up', '--build', '--wait']
    yield from _in_containers(processes, folder, up, [*compose, 'down', '--volumes'])


def _in_containers(
    processes: Processes,
    folder: Path,
    up: list[str],
    down: list[str],
) -> Iterator[str]:
    port = str(find_free_port())
    own = {
        'PREFIX': f'galka-test-{port}',
        'COMPOSE_PROJECT_NAME': f'galka-test-{port}',
        'CONTAINERS_ENV': str(folder / 'containers.env'),
        'GALLERY_SITE_PORT': port,
    }
    images = [f'galka-test-{port}-{part}' for part in _IMAGES]
    with ExitStack() as stack:
        stack.callback(processes.run, ['docker', 'image', 'rm', '--force', *images], timeout=_LIMIT)
        stack.callback(processes.run, down, env=own, timeout=_LIMIT)
        came = processes.run(up, env=own, timeout=_LIMIT * 5)
        assert came.returncode == 0, came.stdout + came.stderr
        yield f'http://127.0.0.1:{port}'


def _given(processes: Processes, folder: Path) -> Iterator[str]:
    yield os.environ['GALLERY_BASE_URL']


_WAYS: Final[dict[str, Way]] = {
    'processes': _by_processes,
    'without_nginx': _without_nginx,
    'docker': _by_docker,
    'compose': _by_compose,
    'given': _given,
}


def names() -> list[str]:
    """Return the ways to try: the given address alone, or all that this machine may know."""
    if 'GALLERY_BASE_URL' in os.environ:
        return ['given']
    return [name for name in _WAYS if name != 'given']


def own_environment(folder: Path) -> dict[str, str]:
    """Return settings under which a gallery disturbs no other one."""
    ports = {f'GALLERY_{name}_PORT': str(find_free_port()) for name in _PORTS}
    metrics = {f'GALLERY_{name}_METRICS_PORT': str(find_free_port()) for name in _METRICS}
    return {**ports, **metrics, 'GALLERY_DATA': str(folder)}


def wait_until_ready(address: str, site: Running) -> None:
    """Wait until a gallery that was started serves pages; the test fails if it ends instead."""
    ready = Answers(f'{address}/health/ready')
    deadline = time.monotonic() + _LIMIT
    while not ready():
        assert site.process.poll() is None, site.output()
        assert time.monotonic() < deadline, site.output()
        time.sleep(0.1)
