"""The front end under Gunicorn, as it really runs."""

import json
import re
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from galka.fixtures.fetching import Response
from galka.fixtures.ports import find_free_port
from galka.fixtures.processes import Processes
from galka.fixtures.running import Running
from galka.fixtures.upstream import Answer, Request, StartServer
from tests.gallery.frontend.conftest import SECRET
from tests.gallery.frontend.fake_api import FakeApi, answer

Fetch = Callable[..., Response]
CONFIG = 'python:examples.gallery.frontend.gunicorn_config'


class Site:
    """Gunicorn before the fake back end."""

    def __init__(self, processes: Processes, folder: Path, back_end: str) -> None:
        self.port = find_free_port()
        self.internal_port = find_free_port()
        environment = {
            'GALLERY_FRONTEND_SECRET_KEY': SECRET,
            'GALLERY_BACKEND_URL': back_end,
            'GALLERY_FRONTEND_PORT': str(self.port),
            'GALLERY_FRONTEND_METRICS_PORT': str(self.internal_port),
            'TMPDIR': str(folder),
        }
        command = [sys.executable, '-m', 'gunicorn', '--config', CONFIG]
        self.running: Running = processes.start(command, env=environment)
        processes.wait_for_port(self.port)
        processes.wait_for_port(self.internal_port)

    def url(self, path: str) -> str:
        """Return an address for visitors."""
        return f'http://127.0.0.1:{self.port}{path}'

    def figures(self, fetch: Fetch) -> str:
        """Return what Prometheus reads."""
        return fetch(f'http://127.0.0.1:{self.internal_port}/metrics').text


@pytest.fixture
def site(
    processes: Processes, tmp_path: Path, http_server: StartServer, api: FakeApi
) -> Iterator[Site]:
    """Give the front end, served by Gunicorn."""
    started = Site(processes, tmp_path, http_server(api))
    yield started
    started.running.stop()


def test_figures_are_summed_up_inside(site: Site, fetch: Fetch) -> None:
    """All processes count together, and visitors don't see the figures."""
    with ThreadPoolExecutor(8) as people:
        statuses = list(people.map(lambda _: fetch(site.url('/')).status, range(24)))
    assert set(statuses) == {200}
    counted = re.findall(
        r'requests_total\{endpoint="photos.feed",method="GET",status="200"\} (\S+)',
        site.figures(fetch),
    )
    assert counted == ['24.0']
    assert fetch(site.url('/metrics')).status == 404


def test_what_was_begun_is_finished(site: Site, api: FakeApi, fetch: Fetch) -> None:
    """After SIGTERM nobody new is let in, and whoever is in gets the answer."""
    begun = threading.Event()
    api.answers['GET /api/feed'] = partial(_answer_slowly, begun)
    with ThreadPoolExecutor(1) as people:
        asked = people.submit(fetch, site.url('/'), timeout=10)
        assert begun.wait(timeout=10)
        assert site.running.stop(signal.SIGTERM) == 0, site.running.output()
        assert asked.result().status == 200


def test_nothing_is_left_behind(site: Site, tmp_path: Path) -> None:
    """The files that the processes counted into are gone with them."""
    assert [path.name for path in tmp_path.iterdir()] != []
    site.running.stop(signal.SIGTERM)
    assert not list(tmp_path.iterdir())


def test_every_line_of_the_log_is_json(site: Site, fetch: Fetch) -> None:
    """What the application logs has the id of the request, and not what stood behind its path."""
    named = {'X-Request-ID': 'an-id-of-a-request'}
    fetch(site.url('/?cursor=secret'), headers=named)
    lines = [json.loads(line) for line in site.running.output().splitlines()]
    written = [(line['path'], line['request_id']) for line in lines if line['event'] == 'request']
    assert written == [('/', 'an-id-of-a-request')]
    assert 'secret' not in site.running.output()


def _answer_slowly(begun: threading.Event, request: Request) -> Answer:
    begun.set()
    time.sleep(1)
    return answer(200, {'next': None, 'results': []})
