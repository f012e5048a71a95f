"""Looks at pages in a real browser, the way a reader meets them.

The browser gets every file from the folder of the site and never uses the network, so nothing else
on this machine can disturb it. The site stands below a path, as it does on GitHub Pages.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias, final
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Route

ADDRESS: Final = 'https://site.example/below/a/path/'
WIDTHS: Final = (390, 1280)
HEIGHT: Final = 844
Scheme: TypeAlias = Literal['light', 'dark']
SCHEMES: Final[tuple[Scheme, ...]] = ('light', 'dark')
#: Looks with all of axe. The contrast of words takes most of its time, and depends on the scheme
#: and on the width apart from each other: so each of the four is looked at once.
WITH_CONTRAST: Final = frozenset(((390, 'light'), (1280, 'dark')))
OPTIONS: Final = (
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
)
#: What axe may not find. It finds smaller things as well; they are counted.
SERIOUS: Final = frozenset(('serious', 'critical'))
AXE: Final = resources.files('axe_playwright_python').joinpath('axe.min.js').read_text('utf-8')
#: The two boxes that open the side bars must stand before the page that they change, so outside of
#: its landmarks.
RUN_AXE: Final = """contrast => axe.run({exclude: [['.sidebar-toggle']]}, {
    resultTypes: ['violations'],
    preload: false,
    rules: {'color-contrast': {enabled: contrast}, 'target-size': {enabled: true}},
})"""
#: Words of code are thousands a page and of few kinds; a test of its own looks at each kind once.
PLAIN_CODE: Final = """() => {
    for (const code of document.querySelectorAll('.highlight pre, code')) {
        code.textContent = code.textContent;
    }
}"""
#: The text of a page; a copy button is not a part of it.
TEXT: Final = """() => {
    const page = document.querySelector('#furo-main-content').cloneNode(true);
    for (const button of page.querySelectorAll('.copybtn, noscript')) button.remove();
    return page.textContent.split(/\\s+/).join(' ').trim();
}"""
#: How far a page reaches to the right, and what reaches there; code and tables scroll themselves.
WIDEST: Final = """() => {
    let reaches = document.documentElement.scrollWidth;
    let widest = 'the page';
    for (const element of document.querySelectorAll('#furo-main-content *')) {
        const right = Math.floor(element.getBoundingClientRect().right);
        if (right > reaches && !element.closest('pre, .table-wrapper')) {
            reaches = right;
            widest = element.outerHTML.slice(0, 100);
        }
    }
    return [reaches, widest];
}"""
NEXT_FRAME: Final = (
    '() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))'
)


@final
@dataclass(frozen=True, slots=True)
class Look:
    """What came of a look at a page."""

    text: str
    problems: tuple[str, ...]
    requests: int
    axe: Counter[str]


@final
class Visitor:
    """A reader with a browser of their own."""

    def __init__(self, browser: Browser, site: Path, *, scripts: bool = True) -> None:
        self._site = site
        self._context = browser.new_context(java_script_enabled=scripts)
        self._context.route('**/*', self._answer)
        self._page = self._context.new_page()
        self._page.on('console', self._hear)
        self._page.on('pageerror', lambda error: self._problems.append(f'a script: {error}'))
        self._problems: list[str] = []
        self._requests = 0

    def open(self, page: str) -> Page:
        """Go to a page of the site."""
        self._problems.clear()
        self._requests = 0
        self._page.goto(f'{ADDRESS}{page}')
        return self._page

    def text(self, page: str) -> str:
        """Return the text of a page."""
        return str(self.open(page).evaluate(TEXT))

    def look(self, page: str) -> Look:
        """Look at a page at each width, in the light and in the dark."""
        opened = self.open(page)
        text = opened.evaluate(TEXT)
        opened.evaluate(AXE)
        opened.evaluate(PLAIN_CODE)
        axe: Counter[str] = Counter()
        for width in WIDTHS:
            opened.set_viewport_size({'width': width, 'height': HEIGHT})
            for scheme in SCHEMES:
                opened.emulate_media(color_scheme=scheme)
                opened.evaluate(NEXT_FRAME)
                contrast = (width, scheme) in WITH_CONTRAST
                violations = opened.evaluate(RUN_AXE, contrast)['violations']
                axe.update(_by_impact(violations))
                found = (*_too_wide(opened, width), *_serious(violations))
                self._problems.extend(f'{width} px, {scheme}: {problem}' for problem in found)
        return Look(text, tuple(self._problems), self._requests, axe)

    def close(self) -> None:
        """Leave."""
        self._context.close()

    def _answer(self, route: Route) -> None:
        self._requests += 1
        address = route.request.url
        if not address.startswith(ADDRESS):
            self._problems.append(f'a request to another host: {address}')
            route.abort()
            return
        path = self._site / unquote(urlsplit(address.removeprefix(ADDRESS)).path)
        if path.is_file():
            route.fulfill(path=path)
        else:
            self._problems.append(f'a file that is not there: {address}')
            route.fulfill(status=404)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == 'error':
            self._problems.append(f'the console: {message.text}')


def _too_wide(page: Page, width: int) -> Iterator[str]:
    reaches, element = page.evaluate(WIDEST)
    if reaches > width:
        yield f'the page is {reaches} px wide, because of {element}'


def _by_impact(violations: list[dict[str, Any]]) -> Counter[str]:
    return Counter(violation['impact'] for violation in violations for _ in violation['nodes'])


def _serious(violations: list[dict[str, Any]]) -> Iterator[str]:
    for violation in violations:
        if violation['impact'] in SERIOUS:
            for node in violation['nodes']:
                yield f'{violation["impact"]}: {violation["help"]}: {node["html"]}'
