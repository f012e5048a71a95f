"""However the gallery ends, nothing of it stays but its data."""

import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from shutil import rmtree

import pytest

from examples.gallery import settings
from examples.gallery.running.folders import Folders
from examples.gallery.running.nginx import front_door
from examples.gallery.running.postgres import Postgres
from examples.gallery.running.programs import Programs
from galka.fixtures.processes import Processes
from galka.fixtures.running import Running
from galka.fixtures.verdict import require
from tests.gallery.end_to_end.ways import own_environment, wait_until_ready
from tests.gallery.running.leftovers import left_of, pid_of


@pytest.fixture(scope='module')
def folder() -> Iterator[Path]:
    """Give one data folder to all tests: each starts where the one before has ended."""
    made = Path(tempfile.mkdtemp(prefix='gallery-', dir='/var/tmp'))
    made.chmod(0o755)
    yield made
    rmtree(made, ignore_errors=True)


Start = Callable[[], Running]


@pytest.fixture
def start(processes: Processes, folder: Path) -> Start:
    """Give what starts the gallery, and returns when it is ready."""
    require('postgres')
    return partial(_start, processes, folder)


@pytest.mark.parametrize('number', [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_all(start: Start, folder: Path, number: signal.Signals) -> None:
    """Ctrl-C, a polite kill and a closed terminal end every part, and that is no failure."""
    site = start()
    assert site.stop(number) == 0, site.output()
    assert not left_of(folder)


@pytest.mark.parametrize(
    'part', ['backend.serving', 'gunicorn', 'db_worker', 'postgres -D', 'nginx']
)
def test_a_part_that_dies_ends_all(start: Start, folder: Path, part: str) -> None:
    """When one part is killed, also its own workers go, and the others, and the reason is said."""
    if part == 'nginx':
        require('nginx')
    site = start()
    os.kill(pid_of(folder, part), signal.SIGKILL)
    assert site.wait(timeout=15) == 1
    assert 'was ended by SIGKILL' in site.output()
    assert not left_of(folder)


def test_the_guard_ends_all(start: Start, folder: Path) -> None:
    """Even when the one who started everything is killed, nothing runs on."""
    site = start()
    os.kill(site.pid, signal.SIGKILL)
    site.process.wait()
    assert not left_of(folder)


def test_the_limits_add_up(folder: Path) -> None:
    """What all parts may take for their last work is less than the promised five seconds."""
    require('postgres')
    chosen, folders = settings.Settings(), Folders(folder)
    programs = Programs(chosen, folders, '')
    parts = (
        Postgres(folders, 1, '').serving(),
        programs.backend(),
        programs.worker(),
        programs.frontend(),
        front_door(chosen, folders),
    )
    assert sum(part.grace for part in parts) < 5


def _start(processes: Processes, folder: Path) -> Running:
    environment = own_environment(folder)
    site = processes.start([sys.executable, '-m', 'examples.gallery'], env=environment)
    port = environment['GALLERY_SITE_PORT']
    wait_until_ready(f'http://127.0.0.1:{port}', site)
    return site
