"""A new version of the site takes the place of the one that a browser keeps."""

import contextlib
import hashlib
import json
import shutil
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.site.solver import plainly_served, require_running

TASK: Final = 'python/slots/mend_the_family'
PAGE: Final = 'lessons/python/slots.html'
#: Register the service worker, as the first run does, and wait until it has kept everything.
KEEP: Final = """async address => {
    await navigator.serviceWorker.register(address);
    await navigator.serviceWorker.ready;
}"""
CACHES: Final = '() => caches.keys()'
#: Wait until another worker has kept everything and waits for its turn.
WAITING: Final = """async () => {
    const registration = await navigator.serviceWorker.ready;
    for (let look = 0; look < 600 && !registration.waiting; look += 1) {
        await new Promise(done => setTimeout(done, 100));
    }
}"""
#: Wait until only one version is kept, and until its worker is the only one, too: Chromium lets the
#: old one go on until it has been idle for half a minute, unless it finds a better moment.
CHANGED: Final = """async () => {
    const registration = await navigator.serviceWorker.ready;
    for (let look = 0; look < 600 && (await caches.keys()).length > 1; look += 1) {
        await new Promise(done => setTimeout(done, 100));
    }
    const changing = () => registration.waiting || registration.active?.state !== 'activated';
    for (let look = 0; look < 600 && changing(); look += 1) {
        await new Promise(done => setTimeout(done, 100));
    }
}"""
#: Milliseconds in which nothing may happen.
A_WHILE: Final = 3000
NEW_TITLE: Final = 'Slots, second edition'
LIST: Final = 'self.SITE = '
WORKER: Final = 'sw.js'


def test_new_version_replaces_the_old(site: Path, browser: Browser, tmp_path: Path) -> None:
    """It is seen at once; what the old pages need stays until they are shut, and then goes."""
    require_running(site, TASK)
    copy = tmp_path / 'site'
    shutil.copytree(site, copy)
    with (
        plainly_served(copy, tmp_path / 'served') as (address, server),
        browser.new_context() as context,
    ):
        page, another = context.new_page(), context.new_page()
        page.goto(f'{address}{PAGE}')
        page.evaluate(KEEP, f'{address}{WORKER}')
        old = page.evaluate(CACHES)
        another.goto(address)
        _publish(copy)
        page.reload()
        assert page.title() == NEW_TITLE
        page.evaluate(WAITING)
        page.reload()
        page.wait_for_timeout(A_WHILE)
        assert set(old) < set(page.evaluate(CACHES))
        another.close()
        page.reload()
        page.evaluate(CHANGED)
        assert set(old).isdisjoint(page.evaluate(CACHES))
        server.kill()
        server.wait()
        page.close()
        _look_offline(context, address)


def _look_offline(context: BrowserContext, address: str) -> None:
    """See every kind of address come out of the browser: pages, a folder, a search, a style."""
    page = _opened(context, f'{address}{PAGE}')
    assert page.title() == NEW_TITLE
    page.goto(address)
    assert 'galka' in page.title()
    page.goto(f'{address}search.html?q=slots')
    page.locator('#search-results li a').first.wait_for()
    assert page.evaluate('() => document.styleSheets[0].cssRules.length > 10')
    missing = page.evaluate('() => fetch("not-there.html").then(() => "there", () => "missing")')
    assert missing == 'missing'


def _opened(context: BrowserContext, address: str) -> Page:
    """Open a page as a reader does: shut what hangs, and try again."""
    for _ in range(3):
        page = context.new_page()
        with contextlib.suppress(Error):
            page.goto(address)
            return page
        page.close()
    page = context.new_page()
    page.goto(address)
    return page


def _publish(copy: Path) -> None:
    """Change a page, and list it anew as the build does."""
    page = copy / PAGE
    text = page.read_text('utf-8').replace('<title>Slots - galka', f'<title>{NEW_TITLE}')
    page.write_text(text, 'utf-8')
    worker = copy / WORKER
    listed, _, code = worker.read_text('utf-8').partition(';\n')
    content = json.loads(listed.removeprefix(LIST))
    content['version'] = 'second'
    content['files'][PAGE] = hashlib.sha256(page.read_bytes()).hexdigest()[:16]
    worker.write_text(f'{LIST}{json.dumps(content)};\n{code}', 'utf-8')
