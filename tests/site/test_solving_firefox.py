"""The same in Firefox: a new reader solves by keyboard, without a network too, and exports."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from tests.site.built import ROOT
from tests.site.solver import Process, plainly_served, require_running
from tests.solving.firefox import Firefox, firefox

SHAPES: Final = ('python/slots/mend_the_family', 'shapes.py')
CLOUD: Final = ('python/slots/shrink_the_cloud', 'cloud.py')
WITH_FLASK: Final = ('start/cs50_web/close_the_injection', 'catalogue.py')
Work = tuple[str, str]
#: How often and after how many seconds to look for a download.
LOOKS: Final = 300
PAUSE: Final = 0.1
#: Wait for what a page of the site has said; words stand for TASK and QUESTION.
WAIT: Final = """new Promise(done => {
    const exercise = document.querySelector('galka-exercise[data-task="TASK"]').shadowRoot;
    const look = () => (QUESTION) ? done(true) : setTimeout(look, 100);
    look();
})"""
VERDICT: Final = 'exercise.querySelector(".verdict[aria-busy=false] h4")'
KEPT: Final = """[...exercise.querySelectorAll('p:not([hidden])')].some(
    told => told.textContent.includes('works without a network'))"""
FOCUS: Final = """document.querySelector('galka-exercise[data-task="TASK"]').shadowRoot
    .querySelector('[role=tab]').focus()"""
STATUS: Final = """document.querySelector('galka-exercise[data-task="TASK"]').shadowRoot
    .querySelector('[role=status]').textContent"""
EXPORT: Final = """[...document.querySelector('galka-progress').shadowRoot
    .querySelectorAll('button')].find(button => button.textContent == 'Export progress').focus()"""


@pytest.fixture
def address_and_server(site: Path, tmp_path: Path) -> Iterator[tuple[str, Process]]:
    """Serve the site plainly, if exercises run in it."""
    for task, _ in (SHAPES, CLOUD, WITH_FLASK):
        require_running(site, task)
    with plainly_served(site, tmp_path / 'served') as served:
        yield served


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Firefox]:
    """Give a Firefox that has seen nothing yet."""
    with firefox(tmp_path) as started:
        yield started


def test_reader_solves_in_firefox(
    reader: Firefox,
    address_and_server: tuple[str, Process],
) -> None:
    """By keyboard alone: two tasks, then without a network a third, and the export holds all."""
    address, server = address_and_server
    assert 'Passed: 14 of 14 tests' in _solve(reader, address, SHAPES)
    reader.evaluate(_about(SHAPES, WAIT.replace('QUESTION', KEPT)))
    assert 'Passed' in _solve(reader, address, WITH_FLASK)
    assert not _unexpected(reader), reader.problems
    server.kill()
    server.wait()
    reader.open(f'{address}lessons/python/slots.html')
    reader.reload()
    assert 'Passed' in _solve(reader, address, CLOUD)
    reader.open(f'{address}checklist.html')
    reader.evaluate(EXPORT)
    reader.press('Enter')
    tasks = _exported(reader)['tasks']
    solved = {task for task, state in tasks.items() if state == 'solved'}
    assert solved == {SHAPES[0], WITH_FLASK[0], CLOUD[0]}
    unexpected = [said for said in reader.problems if address not in said]
    assert not unexpected, unexpected


def _unexpected(reader: Firefox) -> list[str]:
    """Return what Firefox complains of, but for the next page: the policy lets it ask for none."""
    return [said for said in reader.problems if '(default-src)' not in said]


def _about(work: Work, script: str) -> str:
    return script.replace('TASK', work[0])


def _solve(reader: Firefox, address: str, work: Work) -> str:
    """Go to the editor of a task, write the solution and run it; return what is announced."""
    task, file = work
    reader.open(f'{address}lessons/{task.rpartition("/")[0]}.html')
    reader.evaluate(_about(work, FOCUS))
    for keys in ('ArrowRight', 'Tab', 'Control+a'):
        reader.press(keys)
    text = (ROOT / 'exercises' / task / 'solution' / file).read_text('utf-8')
    reader.evaluate(f'document.execCommand("insertText", false, {json.dumps(text)})')
    reader.press('Control+Enter')
    reader.evaluate(_about(work, WAIT.replace('QUESTION', VERDICT)))
    return str(reader.evaluate(_about(work, STATUS)))


def _exported(reader: Firefox) -> dict[str, Any]:
    """Return the progress that came into the folder of downloads, as soon as all of it is there."""
    file = reader.downloads / 'galka-progress.json'
    for _ in range(LOOKS):
        if file.is_file() and file.stat().st_size:
            return dict(json.loads(file.read_text('utf-8')))
        time.sleep(PAUSE)
    raise AssertionError('nothing was downloaded')
