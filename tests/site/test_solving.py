"""A new reader solves exercises in the page by keyboard, offline too, and takes the ticks home."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pytest
from playwright.sync_api import Browser

from galka.fixtures import Request, StartServer
from tests.site.built import ROOT
from tests.site.solver import Process, Solver, plainly_served, require_running

SHAPES: Final = 'python/slots/mend_the_family'
CLOUD: Final = 'python/slots/shrink_the_cloud'
WITH_FLASK: Final = 'start/cs50_web/close_the_injection'
SLOTS_PAGE: Final = 'lessons/python/slots.html'
#: What an answer does to reach another host, as its module is imported.
REACHES_OUT: Final = """
import js

for name in ('fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest', 'Worker', 'importScripts'):
    try:
        reach = getattr(js, name)
        (reach.new if name[0].isupper() else reach)('{other}')
    except Exception as error:
        print(name, error)
try:
    js.eval("import('{other}')")
except Exception as error:
    print(error)
try:
    from pyodide.http import pyfetch, open_url

    pyfetch('{other}')
    open_url('{other}')
except Exception as error:
    print(error)
raise RuntimeError('all was tried')
"""
#: An answer that never ends.
ENDLESS: Final = """
def forever(self, x: float, y: float) -> None:
    while True:
        self.x = x


Dot.__init__ = forever
"""


#: The file of each task that has to change.
CHANGED: Final = MappingProxyType(
    {SHAPES: 'shapes.py', CLOUD: 'cloud.py', WITH_FLASK: 'catalogue.py'}
)


def solution(task: str) -> str:
    """Return the solution's text of the file that has to change."""
    return (ROOT / 'exercises' / task / 'solution' / CHANGED[task]).read_text('utf-8')


@pytest.fixture
def address_and_server(site: Path, tmp_path: Path) -> Iterator[tuple[str, Process]]:
    """Serve the site plainly, if exercises run in it."""
    for task in CHANGED:
        require_running(site, task)
    with plainly_served(site, tmp_path / 'served') as served:
        yield served


@pytest.fixture
def solver(browser: Browser, address_and_server: tuple[str, Process]) -> Iterator[Solver]:
    """Give a new reader, who is on the page of slots with the focus in the editor."""
    with browser.new_context() as context:
        reader = Solver(context, address_and_server[0])
        reader.open(SLOTS_PAGE)
        reader.go_to_editor(SHAPES)
        yield reader


def test_reader_solves_offline_and_takes_the_ticks_home(
    solver: Solver,
    address_and_server: tuple[str, Process],
    tmp_path: Path,
) -> None:
    """By keyboard alone: two tasks, then without a network a third; the tool takes the export."""
    _solve_two(solver)
    server = address_and_server[1]
    server.kill()
    server.wait()
    _solve_a_third(solver)
    solver.export(tmp_path / 'progress.json')
    assert all('ERR_CONNECTION' in text for text in solver.problems), solver.problems
    assert all(url.startswith((solver.address, 'blob:')) for url in solver.asked)
    _galka(tmp_path, 'start')
    _galka(tmp_path, 'progress', 'merge', str(tmp_path / 'progress.json'))
    lessons = json.loads(_galka(tmp_path, 'list', '--json'))
    states = {task['id']: task['state'] for lesson in lessons for task in lesson['tasks']}
    assert {states[task] for task in CHANGED} == {'solved'}
    # And back: what the tool knows more comes into the browser, and then both have the same.
    exported = _galka(tmp_path, 'progress', 'export', '--format', 'json')
    solver.take(tmp_path / 'tool.json', exported)
    assert solver.export(tmp_path / 'both.json') == exported


def test_answers_reach_no_other_host(solver: Solver, http_server: StartServer) -> None:
    """Whatever an answer calls, nothing arrives at another host; from another page it would."""
    arrived: list[str] = []
    other = http_server(partial(_note, arrived))
    solver.write(f'{solution(SHAPES)}{REACHES_OUT.replace("{other}", other)}')
    solver.run(SHAPES)
    verdict = solver.exercise(SHAPES).locator('.verdict')
    assert 'all was tried' in (verdict.text_content() or '')
    assert arrived == []
    solver.page.context.new_page().evaluate('other => fetch(other, {mode: "no-cors"})', other)
    assert len(arrived) == 1


def test_loop_without_end_fails_its_test_only(solver: Solver) -> None:
    """A test that never ends fails by itself, names the learner's line, and the next ones run."""
    solver.write(f'{solution(SHAPES)}{ENDLESS}')
    assert 'Failed' in solver.run(SHAPES)
    told = solver.exercise(SHAPES).locator('.message').first.inner_text()
    assert 'shapes.py' in told
    assert 'forever' in told
    assert solver.exercise(SHAPES).locator('.tests .passed').count() > 1


def _solve_two(solver: Solver) -> None:
    assert 'Failed: 9 of 14 tests passed' in solver.run(SHAPES)
    assert 'a Circle still carries a dictionary' in solver.announced(SHAPES)
    solver.write(solution(SHAPES))
    assert 'Passed: 14 of 14 tests' in solver.run(SHAPES)
    solver.wait_until_kept(SHAPES)
    assert solver.tick('python/slots') == 'started'
    solver.open(f'lessons/{WITH_FLASK.rpartition("/")[0]}.html')
    solver.go_to_editor(WITH_FLASK)
    solver.write(solution(WITH_FLASK))
    assert 'Passed' in solver.run(WITH_FLASK)


def _solve_a_third(solver: Solver) -> None:
    solver.open(SLOTS_PAGE)
    solver.page.reload()
    assert solver.exercise(SHAPES).locator('.state').inner_text() == '✓ solved'
    solver.go_to_editor(CLOUD)
    solver.write(solution(CLOUD))
    assert 'Passed' in solver.run(CLOUD)
    solver.open('checklist.html')
    assert solver.tick('python/slots') == 'started'


def _note(arrived: list[str], request: Request) -> tuple[int, dict[str, str], bytes]:
    arrived.append(request.path)
    return 200, {}, b''


def _galka(folder: Path, *words: str) -> str:
    ended = subprocess.run(
        (sys.executable, '-m', 'galka', '--workspace', str(folder / 'workspace'), *words),
        cwd=ROOT,
        env=os.environ | {'LANGUAGE': 'en'},
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout
