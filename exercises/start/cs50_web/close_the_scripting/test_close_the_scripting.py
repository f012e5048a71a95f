"""Whatever a guest writes is read by a parser of HTML as text, and by nobody as a program."""

import importlib
import json
import re
import secrets
from collections import defaultdict
from html.parser import HTMLParser
from http import HTTPStatus
from typing import Any

import pytest

from galka.fixtures import require

# Different in each run: only what really keeps the guests' words gets them through.
WORD = secrets.token_hex(4)
RUN = f'alert({WORD!r})'
WORDS = (
    f'<script>{RUN}</script>',
    f'</script><script>{RUN}</script>',
    f'<img src=x onerror={RUN}>',
    f'x onmouseover={RUN} y',
    f'" onmouseover="{RUN}',
    f"' onmouseover='{RUN}",
    f'</p><iframe srcdoc="<script>{RUN}</script>"></iframe>',
    f'"]; {RUN}; ["',
    f'{{{{ {RUN} }}}}',
    f'Bed & breakfast: 5 < 6 > 4 &lt;b&gt; {WORD}',
    f"O'Brien said {WORD!r} and left",
)
BAD_PAGES = (
    f'javascript:{RUN}',
    f'JavaScript:{RUN}',
    f' javascript:{RUN}',
    f'java\tscript:{RUN}',
    f'\x01javascript:{RUN}',
    f'data:text/html,<script>{RUN}</script>',
    f'vbscript:{RUN}',
    f'javascript:{RUN}//https://example.org',
    f'httpx://{WORD}',
    f'http[:{WORD}',
    f'//[{WORD}',
    WORD,
    '',
)
GOOD_PAGES = (
    f'https://example.org/{WORD}?a=1&b=2#c',
    f'http://example.com/"{WORD}"',
    f'HTTPS://example.org/{WORD}',
)
BREAK = '\f'


class Page(HTMLParser):
    """What a browser makes of the guest book."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__()
        self.text = text
        #: Each element with the names of its attributes.
        self.shape: list[tuple[str, ...]] = []
        #: What stands in attributes, and what stands in elements.
        self.found: dict[str, list[str | None]] = {'href': [], 'title': []}
        self.words: defaultdict[str, str] = defaultdict(str)
        self._element = ''
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and its attributes."""
        self.shape.append((tag, *[name for name, _ in attrs]))
        for name, text in attrs:
            self.found.setdefault(name, []).append(text)
        if tag == 'br':
            self.handle_data(BREAK)
        elif tag != 'a':
            self._element = tag

    def handle_data(self, data: str) -> None:
        """Note a text under the element that it stands in."""
        self.words[self._element] += data


@pytest.fixture
def browser() -> Any:
    """Open the guest book; nobody has written anything yet."""
    require('flask')
    wall = importlib.import_module('wall')
    wall.app.config['ENTRIES'] = []
    return wall.app.test_client()


def write(browser: Any, name: str = 'Ada', homepage: str = '', text: str = 'Fine') -> Page:
    """Write into the guest book, and return the page as the next reader gets it."""
    browser.post('/', data={'name': name, 'homepage': homepage, 'text': text})
    answer = browser.get('/')
    assert answer.status_code == HTTPStatus.OK, (
        f'after an entry of {name!r}, {homepage!r} and {text!r} every reader gets {answer.status}'
    )
    return Page(answer.text)


def lines(text: str) -> list[str]:
    """Return the lines of a text, as a reader sees them: without breaks at its end."""
    return [' '.join(line.split()) for line in text.rstrip().split(BREAK)]


@pytest.mark.parametrize('place', ['name', 'text'])
@pytest.mark.parametrize('words', WORDS)
def test_words_stay_words(browser: Any, place: str, words: str) -> None:
    """What a guest writes makes no element and no attribute, and is shown as it was written."""
    harmless = write(browser)
    browser.application.config['ENTRIES'].clear()
    page = write(browser, **{place: words})
    added = set(page.shape).difference(harmless.shape)
    assert page.shape == harmless.shape, (
        f'a guest wrote {words!r} as the {place}, and now the page has an attribute or an element '
        f'that is not ours: {added}. Find the places in wall.html where the {place} stands'
    )
    came = lines(page.words['h2' if place == 'name' else 'p'])
    assert came == lines(words), (
        f'{words!r} is not shown as it was written: a reader sees {came}; see wall.html'
    )


@pytest.mark.parametrize('name', WORDS)
def test_the_title_is_the_name(browser: Any, name: str) -> None:
    """The title of an entry is the whole name."""
    came = write(browser, name).found['title']
    assert came == [name], f'the title of an entry by {name!r} is {came}; see wall.html'


def test_line_breaks_are_kept(browser: Any) -> None:
    """Lines stay lines, in the form in which browsers send them, and are escaped each."""
    written = [f'<b>{WORD}</b>', '', 'a & b']
    came = lines(write(browser, text='\r\n'.join(written)).words['p'])
    assert came == written, (
        f'a text of the lines {written} is not shown as it was written: {came}; see wall.html'
    )


@pytest.mark.parametrize('homepage', BAD_PAGES)
def test_what_is_no_page_is_no_link(browser: Any, homepage: str) -> None:
    """An address of another kind gives no link, and the name is still there."""
    page = write(browser, 'Grace', homepage)
    links = page.found['href']
    assert not links, f'the name of a guest leads to {links}: that is not a page of the web'
    assert lines(page.words['h2']) == ['Grace'], f'with {homepage!r} the name is no longer shown'


@pytest.mark.parametrize('homepage', GOOD_PAGES)
def test_pages_are_links(browser: Any, homepage: str) -> None:
    """A page of the web is a link, to exactly that page."""
    links = write(browser, homepage=homepage).found['href']
    assert links == [homepage], f'the link to {homepage} is {links}; see wall.html and wall.py'


def test_the_script_gets_all_names(browser: Any) -> None:
    """The page's own script has the names of the guests as an array."""
    for name in WORDS:
        page = write(browser, name)
    script = re.search('const guests = (.*);\n', page.text)
    assert script, 'the line `const guests = ...;` is no longer in the page; see wall.html'
    try:
        names = json.loads(script[1])
    except ValueError:
        names = script[1]
    assert names == list(WORDS), (
        f"the page's script should get the names as written, {list(WORDS)}, but gets {names}"
    )
