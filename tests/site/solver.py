"""A reader who solves exercises in the page, by keyboard alone, as a stranger to its code would."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeAlias, final
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import BrowserContext, Locator, Page

from galka.fixtures.ports import find_free_port
from galka.fixtures.verdict import not_verified

Process: TypeAlias = subprocess.Popen[bytes]
SHAPES: Final = 'python/slots/mend_the_family'
SUB_PATH: Final = 'below/a/path'
#: Milliseconds. Python starts in two seconds, and in many more where the machine is busy.
PATIENCE: Final = 120_000
#: Stops of the Tab key on a long page.
MOST_STOPS: Final = 400
#: What has the focus: the exercise, and the element in it.
FOCUSED: Final = """() => {
    let element = document.activeElement;
    const task = element?.dataset?.task ?? '';
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return [task, element?.getAttribute('role') ?? element?.tagName ?? '', element?.textContent];
}"""


@final
class Solver:
    """One reader with one page, and everything that the page asked for."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.address = address
        self.asked: list[str] = []
        self.problems: list[str] = []
        context.on('request', lambda request: self.asked.append(request.url))
        self.page.on('pageerror', lambda error: self.problems.append(str(error)))
        self.page.on('console', lambda said: self._hear(said.type, said.text))

    def open(self, page: str) -> None:
        """Go to a page of the site, and wait until it has asked for all that it wants."""
        self.page.goto(f'{self.address}{page}')
        self.page.wait_for_load_state('networkidle')

    def exercise(self, task: str = SHAPES) -> Locator:
        """Return the part of the page where a task is solved."""
        return self.page.locator(f'galka-exercise[data-task="{task}"]')

    def go_to_editor(self, task: str, *, at_once: bool = False) -> None:
        """Go from where the focus is to the editor of a task's first file, by Tab and an arrow.

        ``at_once`` begins at the exercise; a page has a hundred stops before it.
        """
        if at_once:
            self.exercise(task).get_by_role('tab', name='README').focus()
        else:
            self._tab_to(task, 'tab')
        self.page.keyboard.press('ArrowRight')
        self.page.keyboard.press('Tab')

    def write(self, code: str) -> None:
        """Replace what stands in the editor that has the focus."""
        self.page.keyboard.press('Control+A')
        self.page.keyboard.insert_text(code)

    def run(self, task: str = SHAPES) -> str:
        """Press Ctrl+Enter, wait for the verdict, and return what is announced."""
        self.page.keyboard.press('Control+Enter')
        self.exercise(task).locator('.verdict[aria-busy="false"] h4').wait_for()
        return self.announced(task)

    def announced(self, task: str = SHAPES) -> str:
        """Return what a screen reader was told last."""
        return self.exercise(task).get_by_role('status').inner_text()

    def wait_until_kept(self, task: str) -> None:
        """Wait until the whole site is kept in the browser."""
        self.exercise(task).get_by_text('works without a network').wait_for()

    def tick(self, lesson: str) -> str:
        """Return the state that the page's ticks of a lesson show; they agree."""
        ticks = self.page.locator(f'span.galka-tick[data-lesson="{lesson}"]').all()
        states = {(tick.get_attribute('data-state'), tick.inner_text()) for tick in ticks}
        assert len(states) == 1, states
        state, word = states.pop()
        assert state == word
        return str(state)

    def events(self) -> list[dict[str, Any]]:
        """Return the log that the browser keeps, in no order."""
        kept = self.page.evaluate('() => Object.entries(localStorage)')
        return [json.loads(text) for key, text in kept if key.startswith('galka event ')]

    def kinds(self, task: str = SHAPES) -> Sequence[str]:
        """Return what happened to a task, in order."""
        ours = [event for event in self.events() if event['subject'] == task]
        return [event['event'] for event in sorted(ours, key=lambda event: event['at'])]

    def export(self, target: Path) -> str:
        """Export the progress by keyboard; return the file's text."""
        button = self.page.get_by_role('button', name='Export progress')
        button.focus()
        with self.page.expect_download() as download:
            self.page.keyboard.press('Enter')
            download.value.save_as(target)
        return target.read_text('utf-8')

    def take(self, source: Path, text: str) -> None:
        """Import a file of progress."""
        source.write_text(text, 'utf-8')
        self.page.get_by_label('Import progress').set_input_files(source)
        self.page.get_by_text(f'{source.name}:').wait_for()

    def _tab_to(self, task: str, role: str) -> None:
        """Press Tab until an element of the exercise with this role has the focus."""
        for _ in range(MOST_STOPS):
            self.page.keyboard.press('Tab')
            if self.page.evaluate(FOCUSED)[:2] == [task, role]:
                return
        raise AssertionError(f'the Tab key reaches no {role} of {task}')

    def _hear(self, kind: str, text: str) -> None:
        if kind == 'error':
            self.problems.append(text)


def require_running(site: Path, task: str) -> None:
    """End the test as not verified where a task does not run in the pages of the site."""
    page = site / 'lessons' / f'{task.rpartition("/")[0]}.html'
    if f'data-task="{task}"' not in page.read_text('utf-8'):
        not_verified(f'{task} does not run in the built site', 'python docs/prove_in_browser.py')


@contextmanager
def plainly_served(site: Path, folder: Path) -> Iterator[tuple[str, Process]]:
    """Serve a site below a sub-path by ``python -m http.server``, as a reader's host might.

    Give its address and the server's process.
    """
    below = folder / SUB_PATH
    below.parent.mkdir(parents=True, exist_ok=True)
    if not below.exists():
        below.symlink_to(site)
    port = find_free_port()
    command = ('-m', 'http.server', '--bind', '127.0.0.1', '--directory', str(folder), str(port))
    process = subprocess.Popen(
        (sys.executable, *command),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f'http://127.0.0.1:{port}/{SUB_PATH}/'
    try:
        _wait_for(address)
        yield address, process
    finally:
        process.kill()
        process.wait()


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            urlopen(address, timeout=5).close()
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f'nothing is served at {address}')
