"""Front doors for tests: NGINX, and its stand-in."""

from functools import partial
from pathlib import Path

import pytest

from galka.fixtures.processes import Processes
from galka.fixtures.upstream import StartServer
from galka.fixtures.verdict import require
from tests.gallery.running import doors
from tests.gallery.running.doors import Door, Fetch, OpenDoor


@pytest.fixture
def open_door(tmp_path: Path, processes: Processes, fetch: Fetch) -> OpenDoor:
    """Give what starts a front door, with changed settings."""
    return partial(doors.open_door, tmp_path, processes, fetch)


@pytest.fixture
def door(open_door: OpenDoor, http_server: StartServer) -> Door:
    """Give NGINX before two programs."""
    require('nginx')
    return doors.before_programs(open_door, http_server)


@pytest.fixture(params=['nginx', 'stand-in'])
def any_door(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    open_door: OpenDoor,
    http_server: StartServer,
) -> Door:
    """Give NGINX, and then its stand-in, before two programs."""
    if request.param == 'nginx':
        require('nginx')
    else:
        monkeypatch.setenv('GALKA_HIDE_TOOLS', 'nginx')
    opened = doors.before_programs(open_door, http_server)
    assert opened.name == request.param
    return opened
