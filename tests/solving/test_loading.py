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
ONE = 'def go(): return 1'
#: What each Python draws by itself: two that begin with the same memory must not draw the same.
DRAWS = """
import random, secrets, tempfile, uuid
def go():
    drawn = random.random(), secrets.token_hex(8), uuid.uuid4(), tempfile.mkdtemp()
    raise ValueError(' '.join(map(str, drawn)))
"""
#: Wait until the browser keeps the memory of a Python; give its size.
KEPT = """async () => {
    const cache = await caches.open(runner.memory.name);
    for (let look = 0; look < 1200; look += 1) {
        const [kept] = await cache.matchAll();
        if (kept) return (await kept.arrayBuffer()).byteLength;
        await new Promise(done => setTimeout(done, 50));
    }
    throw new Error('nothing is kept');
}"""
#: Whether the Pythons of the page begin with exactly that.
SAME = """async () => {
    const [kept] = await (await caches.open(runner.memory.name)).matchAll();
    const bytes = new Uint8Array(await kept.arrayBuffer());
    const { content } = runner.memory;
    return bytes.length === content.length && bytes.every((byte, at) => byte === content[at]);
}"""
#: Put something else in its place.
SPOIL = """async () => {
    const cache = await caches.open(runner.memory.name);
    await cache.put(runner.memory.address, new Response(new Uint8Array(2 ** 20)));
}"""
BROKEN_STORAGE = "caches.open = () => Promise.reject(new DOMException('no', 'SecurityError'))"
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
    # Flask is imported while a test runs, which may take long on a busy machine.
    page.evaluate(OPEN.replace('testSeconds: 2', 'testSeconds: 60'), base)
    solver = Solver(page, base)
    first = solver.run(FLASK)
    assert first.verdict == 'passed', first.reason
    context.set_offline(offline=True)
    assert solver.run(FLASK).verdict == 'passed'
    context.close()


def test_a_file_that_is_not_there_is_an_error(page: Page, base: str) -> None:
    """The reader can be told, and the next try begins anew."""
    page.route('**/python.bin', lambda route: route.fulfill(status=404))
    told = page.evaluate(f'({LOAD})({base!r}).then(() => "", error => error.message)')
    assert told == 'python.bin can not be loaded: 404'
    page.close()


def opened_again(page: Page, base: str) -> Solver:
    """Open the page again, as a reader does on the next day."""
    page.goto(base)
    page.evaluate(OPEN, base)
    return Solver(page, base)


def test_the_next_page_begins_with_the_memory_of_the_last(page: Page, base: str) -> None:
    """It is kept after the first verdict, and judges as well; all that is drawn is drawn anew."""
    drawn = [opened_again(page, base).run(DRAWS).reason.split()]
    page.evaluate(KEPT)
    solver = opened_again(page, base)
    assert page.evaluate(SAME)
    drawn.extend(solver.run(DRAWS).reason.split() for _ in range(2))
    for kind in zip(*drawn, strict=True):
        assert kind[0] == 'ValueError:' or len(set(kind)) == len(drawn), kind
    page.close()


def test_a_memory_that_is_none_is_forgotten(page: Page, base: str) -> None:
    """Python comes up without it, and a better one is kept."""
    opened_again(page, base).run(ONE)
    size = page.evaluate(KEPT)
    page.evaluate(SPOIL)
    assert opened_again(page, base).run(ONE).verdict == 'passed'
    assert page.evaluate(KEPT) == size
    page.close()


def test_where_nothing_can_be_kept_all_runs(page: Page, base: str) -> None:
    """As in a private window that refuses storage."""
    page.add_init_script(BROKEN_STORAGE)
    assert opened_again(page, base).run(ONE).verdict == 'passed'
    page.close()


def test_a_network_that_changes_breaks_nothing(page: Page, base: str) -> None:
    """A file whose loading breaks off once is asked for again."""
    page.route('**/python.bin', lambda route: route.abort('failed'), times=1)
    heard = page.evaluate(LOAD, base)
    assert heard[-1]['loaded'] == heard[-1]['total']
    page.close()
