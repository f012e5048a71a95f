"""Somebody who uses the gallery with a browser, by what stands on its pages."""

import re
import secrets
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    FilePayload,
    Locator,
    Page,
    Request,
    expect,
)

from examples.gallery.running.painting import paint

PATIENCE: Final = 30_000  # milliseconds until a thumbnail must be there
_PAUSE: Final = 500
_SIZE: Final = (600, 400)
#: Tells each change of a bar.
_NOTE_BARS: Final = """
    new MutationObserver(changes => changes.forEach(({target}) => window.shown(target.value)))
        .observe(document, {subtree: true, attributeFilter: ['value']});
"""
_PICTURE: Final = re.compile(r'\.jpg$')


class Visitor:
    """A person at a browser, who notices what is not in order."""

    def __init__(self, browser: Browser, address: str, *, scripts: bool = True) -> None:
        self.page: Page = browser.new_page(base_url=address, java_script_enabled=scripts)
        self.page.set_default_timeout(PATIENCE)
        self._host = urlsplit(address).netloc
        #: Errors in the console, and requests to other hosts.
        self.complaints: list[str] = []
        #: The stages that came over the WebSocket.
        self.heard: list[str] = []
        #: What a bar showed, in percent: see :meth:`watch_sending`.
        self.shown: list[float] = []
        self.page.on('console', self._read_console)
        self.page.on('request', self._check)
        self.page.on('websocket', lambda socket: socket.on('framereceived', self._hear))

    def sign_up(self) -> str:
        """Make an account; return its name."""
        name = f'ada_{secrets.token_hex(4)}'
        self.page.goto('/')
        self.page.get_by_role('navigation').get_by_role('link', name='Sign up').click()
        self.page.get_by_label('Name').fill(name)
        self.page.get_by_label('Password').fill(secrets.token_urlsafe())
        self.page.get_by_role('button', name='Sign up').click()
        expect(self.page.get_by_role('button', name=f'Sign out {name}')).to_be_visible()
        return name

    def upload(self, names: Sequence[str], size: tuple[int, int] = _SIZE) -> None:
        """Send painted pictures, all in one go."""
        self.page.get_by_role('navigation').get_by_role('link', name='Upload').click()
        self.page.get_by_label('Photos', exact=True).set_input_files(
            [
                FilePayload(name=name, mimeType='image/jpeg', buffer=_content(name, number, size))
                for number, name in enumerate(names)
            ]
        )
        self.page.get_by_role('button', name='Upload').click()

    def watch_sending(self, throughput: int) -> None:
        """Have a line that sends so many bytes a second; note what the bars show from now on."""
        line = self.page.context.new_cdp_session(self.page)
        limits = {'offline': False, 'latency': 0, 'downloadThroughput': -1}
        line.send('Network.emulateNetworkConditions', {**limits, 'uploadThroughput': throughput})
        self.page.expose_function('shown', lambda percent: self.shown.append(percent))
        self.page.add_init_script(_NOTE_BARS)

    def see(self, count: int) -> None:
        """Wait until so many thumbnails are on the page."""
        expect(self.thumbnails()).to_have_count(count, timeout=PATIENCE)

    def look_until(self, count: int) -> None:
        """Load the page again and again, as people do, until so many thumbnails are there."""
        for _ in range(PATIENCE // _PAUSE):
            if self.thumbnails().count() == count:
                break
            self.page.wait_for_timeout(_PAUSE)
            self.page.reload()
        self.see(count)

    def thumbnails(self) -> Locator:
        """Return the thumbnails on this page."""
        return self.page.locator('.card[data-status="ready"] img')

    def loaded(self) -> int:
        """Return how many of the thumbnails have really been loaded, and have a size."""
        self.page.wait_for_load_state('networkidle')
        widths = self.thumbnails().evaluate_all('images => images.map(one => one.naturalWidth)')
        return len([width for width in widths if width])

    def open_first(self) -> str:
        """Open the page of one's newest photo; return its address."""
        self.page.get_by_role('navigation').get_by_role('link', name='My photos').click()
        self.thumbnails().first.click()
        expect(self.page.get_by_role('button', name='Save')).to_be_visible()
        return self.page.url

    def describe(self, caption: str) -> None:
        """Give the photo on this page a caption, and see it there."""
        self.page.get_by_label('Caption').fill(caption)
        self.page.get_by_role('button', name='Save').click()
        expect(self.page.get_by_role('status')).to_have_text('Saved.')
        expect(self.page.get_by_role('heading', level=1)).to_have_text(caption)

    def delete(self) -> None:
        """Delete the photo on this page."""
        self.page.get_by_text('Delete this photo').click()
        self.page.get_by_role('button', name='Yes, delete it').click()
        expect(self.page.get_by_role('status')).to_have_text('The photo is deleted.')

    def _read_console(self, message: ConsoleMessage) -> None:
        if message.type in {'error', 'warning'}:
            self.complaints.append(f'the console: {message.text}')

    def _check(self, request: Request) -> None:
        if urlsplit(request.url).netloc not in {self._host, ''}:
            self.complaints.append(f'a request elsewhere: {request.url}')

    def _hear(self, frame: str | bytes) -> None:
        text = frame if isinstance(frame, str) else frame.decode()
        self.heard.extend(re.findall('"stage": ?"([a-z]+)"', text))


def _content(name: str, number: int, size: tuple[int, int]) -> bytes:
    """Return a picture, unless the name promises none."""
    return paint(number, size) if _PICTURE.search(name) else b'<svg onload="alert(1)"/>'
