"""A running gallery, and somebody with a browser."""

import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from shutil import rmtree

import pytest
from playwright.sync_api import Browser, sync_playwright

from galka.fixtures.cluster import Cluster
from galka.fixtures.processes import Processes
from galka.fixtures.verdict import require
from tests.gallery.end_to_end import ways
from tests.gallery.end_to_end.assembled import Assembled


@pytest.fixture(scope='module')
def folder() -> Iterator[Path]:
    """Give a folder that the account of Postgres may enter, unlike pytest's own."""
    made = Path(tempfile.mkdtemp(prefix='gallery-', dir='/var/tmp'))
    made.chmod(0o755)
    yield made
    rmtree(made, ignore_errors=True)


@pytest.fixture(scope='session')
def gallery(
    tmp_path_factory: pytest.TempPathFactory,
    postgres_cluster: Cluster,
) -> Iterator[Assembled]:
    """Give a gallery whose parts a test may end: the next test starts what it needs again."""
    require('nginx')
    processes = Processes(partial(tmp_path_factory.mktemp, 'processes'))
    with closing(processes):
        yield Assembled(processes, tmp_path_factory.mktemp('gallery'), postgres_cluster)


@pytest.fixture(params=ways.names(), scope='module')
def address(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    folder: Path,
) -> Iterator[str]:
    """Give the address of a gallery, started in each of the ways in turn, once for all tests."""
    processes = Processes(partial(tmp_path_factory.mktemp, 'processes'))
    with closing(processes), ways.running(request.param, processes, folder / request.param) as at:
        yield at


@pytest.fixture
def browser() -> Iterator[Browser]:
    """Give a Chromium."""
    program = require('chromium')
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=program, args=['--no-sandbox', '--disable-gpu', '--no-first-run']
        )
        yield started
        started.close()
