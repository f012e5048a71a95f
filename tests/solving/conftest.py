"""A page in Chromium in which answers run, served from a folder below a sub-path."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final, final

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from docs import bundles, serving
from galka.fixtures import not_verified, require
from galka.fixtures.ports import find_free_port

OPTIONS: Final = ('--no-sandbox', '--disable-gpu', '--disable-background-networking')
OPEN: Final = """async base => {
    const { Runner } = await import(base + 'runner.js');
    window.base = base;
    window.Runner = Runner;
    window.runner = new Runner(base, {testSeconds: 2, graceSeconds: 4});
    await runner.load();
}"""
RUN: Final = """async job => {
    const events = [];
    const result = await runner.run(job, event => events.push(event));
    return { result, events };
}"""
TEST: Final = '''"""The answer is one."""

import pytest


def test_first() -> None:
    """Nothing is asked of it."""


def test_second() -> None:
    """What is asked for comes."""
    import work

    assert work.go() == 1, 'go in work.py should return 1'


def test_third() -> None:
    """It runs, whatever became of the second."""
'''


@final
@dataclass(frozen=True, slots=True)
class Run:
    """What came of a run, and what was told on the way."""

    verdict: str
    reason: str
    outcomes: list[str]
    output: str
    events: list[dict[str, Any]]


@final
class Solver:
    """Somebody who runs answers in the page."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base

    def run(self, work: str, test: str = TEST, **files: str) -> Run:
        """Run an answer of the file ``work.py``, and of others."""
        job = {
            'id': 'track/lesson/task',
            'version': 'x',
            'files': {'work.py': work} | files,
            'test': {'name': 'test_task.py', 'text': test},
            'limit': 30,
        }
        came = self.page.evaluate(RUN, job)
        result = came['result']
        return Run(
            result['verdict'],
            result['reason'],
            [each['outcome'] for each in result['tests']],
            result['output'],
            came['events'],
        )


@final
@dataclass(frozen=True, slots=True)
class Asked:
    """Another host: its address, and what it was asked for."""

    url: str
    paths: list[str]


@final
class OtherHost(BaseHTTPRequestHandler):
    """Notes every request, and allows it to everybody."""

    def __init__(self, paths: list[str], *connection: Any) -> None:
        self._paths = paths
        super().__init__(*connection)

    def do_GET(self) -> None:
        """Answer."""
        self._paths.append(self.path)
        self.send_response(200)
        self.send_header('Access-Control-Allow-Origin', '*')
        self.end_headers()

    def log_message(self, *words: object) -> None:
        """Be silent."""


@pytest.fixture
def asked() -> Iterator[Asked]:
    """Give another host that runs for the time of the test."""
    paths: list[str] = []
    server = ThreadingHTTPServer(('127.0.0.1', find_free_port()), partial(OtherHost, paths))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Asked(f'http://127.0.0.1:{server.server_port}/', paths)
    server.shutdown()
    server.server_close()


@pytest.fixture(scope='session')
def folder() -> Path:
    """Give the folder with the bundles."""
    try:
        return bundles.make()
    except bundles.NotHereError as error:
        why, _, install = str(error).partition(' (install: ')
        not_verified(why, install.rstrip(')'))


@pytest.fixture(scope='session')
def browser() -> Iterator[Browser]:
    """Give one Chromium for all tests of this process."""
    program = require('chromium')
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=OPTIONS)
        yield started
        started.close()


@pytest.fixture(scope='session')
def base(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of the folder, served below a sub-path."""
    place = tmp_path_factory.mktemp('site')
    for path in folder.iterdir():
        (place / path.name).symlink_to(path)
    (place / 'index.html').write_text(serving.EMPTY_PAGE, 'utf-8')
    with serving.serving(place) as address:
        yield address


@pytest.fixture(scope='session')
def solver(browser: Browser, base: str) -> Iterator[Solver]:
    """Give somebody for whom everything is loaded."""
    page = browser.new_page()
    page.goto(base)
    page.evaluate(OPEN, base)
    yield Solver(page, base)
    page.close()
