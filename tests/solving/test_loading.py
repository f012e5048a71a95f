"""Loading tells how far it is, can be given up, and is done once."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.solving.conftest import OPEN, Solver

FLASK = """
from flask import Flask
app = Flask('work')
@app.get('/')
def index(): return 'one'
def go(): return 1 if app.test_client().get('/').text == 'one' else 0
"""
LOAD = """async base => {
    const { Runner } = await import(base + 'runner.js');
    window.runner = new Runner(base);
    const heard = [];
    await runner.load(progress => heard.push(progress));
    return heard;
}"""
CANCEL = """async base => {
    const { Runner } = await import(base + 'runner.js');
    window.runner = new Runner(base);
    const controller = new AbortController();
    return runner.load(() => controller.abort(), controller.signal).then(
        () => 'loaded', error => error.name);
}"""


@pytest.fixture
def page(browser: Browser, base: str) -> Page:
    """Give a page that has loaded nothing."""
    page = browser.new_page()
    page.goto(base)
    return page


def test_progress_is_told_in_bytes(page: Page, base: str, folder: Path) -> None:
    """It ends with all that there is, and what is not needed is not loaded."""
    heard = page.evaluate(LOAD, base)
    files = ('frame.js', 'worker.bin', 'runtime.bin', 'python.bin')
    total = sum((folder / name).stat().st_size for name in files)
    assert heard[-1] == {'loaded': total, 'total': total}
    loaded = [each['loaded'] for each in heard]
    assert loaded == sorted(loaded)
    assert len(loaded) > len(files)
    page.close()


def test_loading_can_be_given_up(page: Page, base: str) -> None:
    """And begun again."""
    assert page.evaluate(CANCEL, base) == 'AbortError'
    page.evaluate('runner.load()')
    page.close()


def test_a_run_needs_no_network(browser: Browser, base: str) -> None:
    """What was loaded is kept by the page, the package that a run before needed as well."""
    context: BrowserContext = browser.new_context()
    page = context.new_page()
    page.goto(base)
    page.evaluate(OPEN, base)
    solver = Solver(page, base)
    assert solver.run(FLASK).verdict == 'passed'
    context.set_offline(offline=True)
    assert solver.run(FLASK).verdict == 'passed'
    context.close()


def test_a_file_that_is_not_there_is_an_error(page: Page, base: str) -> None:
    """The reader can be told, and the next try begins anew."""
    page.route('**/python.bin', lambda route: route.fulfill(status=404))
    told = page.evaluate(f'({LOAD})({base!r}).then(() => "", error => error.message)')
    assert told == 'python.bin can not be loaded: 404'
    page.close()
