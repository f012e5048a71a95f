"""How long a reader waits for a verdict in the page, against a cold pytest on this machine.

Usage: python tests/bench_browser.py [ROUNDS]

The two sides of each row are timed in turn, as tests/bench.py does it. No test asserts on this.
"""

import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import bench
from playwright.sync_api import Browser, Page, sync_playwright

from galka import tools
from galka.course import manifest, task_files
from galka.model.course import Task

sys.path.insert(0, str(bench.ROOT / 'docs'))
import bundles
import prove_in_browser
import serving

TASKS = MappingProxyType(
    {
        'page': 'python/slots/mend_the_family',
        'page, Flask': 'start/cs50_web/close_the_injection',
    }
)
ROUNDS = 9
MEGABYTE = 10**6
#: Milliseconds until a page is given up. A busy machine takes its time.
PATIENCE = 180_000
#: Megabytes that everything may have together.
MOST = 10
START = """async ([base, job]) => {
    const { Runner } = await import(base + 'runner.js');
    window.runner = new Runner(base);
    await runner.run(job);
}"""
READY = 'runner.load()'
RUN = 'job => runner.run(job)'


@dataclass(frozen=True, slots=True)
class Site:
    """The folder as a host serves it, and the browser of a reader."""

    browser: Browser
    base: str

    def cold(self, job: dict[str, Any]) -> float:
        """Return the seconds from an empty browser to a verdict."""
        context = self.browser.new_context()
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        took = self._opened(page, job)
        context.close()
        return took

    def warm(self, page: Page, job: dict[str, Any]) -> float:
        """Return the seconds from opening a page, whose files the browser has, to a verdict."""
        return self._opened(page, job)

    def edited(self, page: Page, job: dict[str, Any]) -> float:
        """Return the seconds that a run takes when the reader has written something."""
        page.evaluate(READY)
        changed = job | {'files': {name: f'{text}\n' for name, text in job['files'].items()}}
        started = time.perf_counter()
        page.evaluate(RUN, changed)
        return time.perf_counter() - started

    def _opened(self, page: Page, job: dict[str, Any]) -> float:
        started = time.perf_counter()
        page.goto(self.base)
        page.evaluate(START, [self.base, job])
        return time.perf_counter() - started


def main(rounds: int) -> None:
    """Print the table, and put it below the one of tests/bench.py."""
    folder = bundles.make()
    print(f'{"in the page":58}{"median":>9}{"against":>9}{"ratio":>7}{"goal":>7}')
    with ExitStack() as stack:
        site = _open_site(stack, folder)
        tasks = {task.id: task for task in manifest.load(bench.ROOT).tasks}
        measured = [
            bench.measure(row)
            for kind, task_id in TASKS.items()
            for row in rows(site, kind, tasks[task_id], rounds)
        ]
    total = sum(path.stat().st_size for path in folder.iterdir())
    print(f'{"all that a page can load":58}{total / MEGABYTE:8.2f} MB, the goal is {MOST:.0f} MB')
    _keep(measured)


def rows(site: Site, kind: str, task: Task, rounds: int) -> Iterator[bench.Row]:
    """Yield everything that is timed with a task."""
    job = job_of(task)
    against = cold_pytest(task)
    page = site.browser.new_page()
    page.set_default_timeout(PATIENCE)
    for name, timed, goal in (
        ('empty browser to verdict / cold pytest', partial(site.cold, job), 10),
        ('opened to verdict / cold pytest', partial(site.warm, page, job), 6),
        ('edit to verdict / cold pytest', partial(site.edited, page, job), 0.8),
    ):
        yield bench.Row(f'{kind}: {name}', timed, against, goal, rounds)


def job_of(task: Task) -> dict[str, Any]:
    """Return what the page runs: the stub of a task."""
    files = task_files.answer_files(task, task.stub)
    return {
        'id': task.id,
        'version': '',
        'files': {path.as_posix(): source.read_text('utf-8') for path, source in files.items()},
        'test': {'name': task.test.name, 'text': task.test.read_text('utf-8')},
        'limit': 30,
    }


def cold_pytest(task: Task) -> bench.Action:
    """Return an action that runs the same files in a new process."""
    return bench.command(
        sys.executable, '-m', 'pytest', '-q', '-p', 'no:cacheprovider',
        '-p', 'galka.checking.answers', '-p', 'galka.fixtures', '--import-mode=importlib',
        '--answer', str(task.stub), str(task.test),
        here=task.folder, PYTEST_DISABLE_PLUGIN_AUTOLOAD='1',
    )  # fmt: skip


def _keep(measured: list[dict[str, Any]]) -> None:
    """Put these rows below those of tests/bench.py, in the place of older ones."""
    table: dict[str, Any] = {'machine': bench.machine(), 'rows': []}
    if bench.TABLE.is_file():
        table |= json.loads(bench.TABLE.read_text('utf-8'))
    names = {row['what'] for row in measured}
    table['rows'] = [row for row in table['rows'] if row['what'] not in names] + measured
    table |= {'machine': bench.machine(), 'day': time.strftime('%Y-%m-%d', time.gmtime())}
    bench.TABLE.parent.mkdir(exist_ok=True)
    bench.TABLE.write_text(json.dumps(table, indent=2), 'utf-8')


def _open_site(stack: ExitStack, folder: Path) -> Site:
    place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix='galka-bench-')))
    shutil.copytree(folder, place, dirs_exist_ok=True)
    (place / 'index.html').write_text(serving.EMPTY_PAGE, 'utf-8')
    base = stack.enter_context(serving.serving(place))
    playwright = stack.enter_context(sync_playwright())
    browser = playwright.chromium.launch(
        executable_path=tools.find('chromium').path,
        args=prove_in_browser.OPTIONS,
    )
    stack.callback(browser.close)
    return Site(browser, base)


if __name__ == '__main__':
    main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS)
