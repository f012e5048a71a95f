"""Every page in Chromium: two widths, two colour schemes, with JavaScript and without."""

from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page
from pygments.token import STANDARD_TYPES

from tests.site.browsing import AXE, HEIGHT, NEXT_FRAME, SCHEMES, Scheme, Visitor
from tests.site.built import pages_of
from tests.site.conftest import Count

#: As many stops of the Tab key as reach from the first link into the text of a page.
STOPS: Final = 60
#: Blank space has a colour too, which nobody sees.
UNSEEN: Final = frozenset(('', 'w'))
FOCUS: Final = """() => {
    const focused = document.activeElement;
    const style = getComputedStyle(focused);
    const seen = style.outlineStyle != 'none' && parseFloat(style.outlineWidth) > 0;
    return [focused.outerHTML.slice(0, 100), seen];
}"""
SHOW_WORDS: Final = """classes => {
    const pre = document.querySelector('.highlight pre');
    pre.id = 'words';
    pre.innerHTML = classes.map(name => `<span class="${name}">${name}</span>\\n`).join('');
}"""
CONTRAST: Final = """axe.run('#words', {
    runOnly: ['color-contrast'], resultTypes: ['violations', 'passes'],
})"""


def test_page_is_good_to_look_at(
    page: str,
    reader: Visitor,
    reader_without_scripts: Visitor,
    count: Count,
) -> None:
    """A page asks no other host, has no error, does not scroll sideways, and everybody can use it.

    Without JavaScript it says the same.
    """
    look = reader.look(page)
    assert not look.problems, '\n'.join(look.problems)
    assert reader_without_scripts.text(page) == look.text
    found = {
        f'{impact}_axe_findings': look.axe[impact]
        for impact in ('critical', 'serious', 'moderate', 'minor')
    }
    count(pages=1, looks=4, requests=look.requests, requests_to_other_hosts=0, **found)


@pytest.mark.parametrize('scheme', SCHEMES)
def test_words_of_code_have_contrast(scheme: Scheme, reader: Visitor) -> None:
    """Every kind of word in a block of code stands out from its background."""
    page = reader.open('lessons/python/slots.html')
    page.emulate_media(color_scheme=scheme)
    kinds = sorted(set(STANDARD_TYPES.values()) - UNSEEN)
    page.evaluate(SHOW_WORDS, kinds)
    page.evaluate(AXE)
    found = page.evaluate(CONTRAST)
    faint = [node['html'] for rule in found['violations'] for node in rule['nodes']]
    assert faint == []
    assert sum(len(rule['nodes']) for rule in found['passes']) == len(kinds)


def test_focus_is_seen(reader: Visitor) -> None:
    """Whatever the Tab key stops at shows that it has the focus."""
    page = reader.open('lessons/python/slots.html')
    stops = [_next_stop(page) for _ in range(STOPS)]
    unseen = [stop for stop, seen in stops if not seen]
    assert unseen == []


@pytest.mark.parametrize(
    ('word', 'where'),
    [('jackdaw', 'index.html'), ('shrink_the_cloud', 'lessons/python/slots.html')],
)
def test_search_leads_to_pages(word: str, where: str, reader: Visitor) -> None:
    """The search finds a page by a word of it, and leads to it."""
    page = reader.open(f'search.html?q={word}')
    links = page.locator('#search-results li a')
    links.first.wait_for()
    found = [link.get_attribute('href') or '' for link in links.all()]
    assert where in {address.partition('#')[0].partition('?')[0] for address in found}


def test_code_that_scrolls_is_a_stop(reader: Visitor) -> None:
    """On a phone code scrolls sideways, and a keyboard can reach it; on a desk it has no need."""
    page = reader.open('lessons/python/slots.html')
    stops = {}
    for width in (390, 2000):
        page.set_viewport_size({'width': width, 'height': HEIGHT})
        page.evaluate(NEXT_FRAME)
        stops[width] = page.locator('pre[tabindex]').count()
    assert stops[390] > stops[2000]


def test_site_is_built(site: Path) -> None:
    """There are pages to look at."""
    assert pages_of(site)


def _next_stop(page: Page) -> tuple[str, bool]:
    page.keyboard.press('Tab')
    element, seen = page.evaluate(FOCUS)
    return element, seen
