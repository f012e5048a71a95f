"""What is wrong with a site, found without a browser. Each finding is a sentence for its author."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from tests.site import markup
from tests.site.built import pages_of

#: Schemes that lead away from the site.
AWAY: Final = frozenset(('http', 'https', 'mailto'))


def broken_links(site: Path) -> Iterator[str]:
    """Find links and files that lead nowhere within the site."""
    for page in pages_of(site):
        found = markup.read(site / page)
        for address in (*found.links, *found.fetched):
            problem = _problem_of(site, page, address)
            if problem:
                yield f'{page}: {address!r} {problem}'


def images_without_text(site: Path) -> Iterator[str]:
    """Find images that say nothing to who can not see them."""
    for page in pages_of(site):
        for image in markup.read(site / page).images:
            text = (image.text or '').strip()
            # Without a text of the author's, Sphinx writes the image's own path.
            if not text or Path(text).suffix == Path(image.address).suffix:
                yield f'{page}: the image {image.address} has no alternative text'


def requests_to_others(site: Path) -> Iterator[str]:
    """Find what a browser would ask other hosts for, in pages and in style sheets."""
    for page in pages_of(site):
        for address in markup.read(site / page).fetched:
            if _is_elsewhere(address):
                yield f'{page}: a request to {address}'
    for sheet in sorted(site.rglob('*.css')):
        text = sheet.read_text('utf-8')
        for found in filter(_is_elsewhere, markup.STYLED.findall(text)):
            yield f'{sheet.relative_to(site)}: a request to {found}'


def unmarked_russian(site: Path) -> Iterator[str]:
    """Find Russian words that are not marked as Russian, so that they are read out as English."""
    for page in pages_of(site):
        for words in markup.read(site / page).russian:
            yield f'{page}: {words!r} is not marked as Russian: write it as :ru:`{words}`'


def _is_elsewhere(address: str) -> bool:
    return bool(urlsplit(address).netloc)


def _problem_of(site: Path, page: str, address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme in AWAY or parts.scheme == 'data':
        return ''
    if parts.scheme or parts.netloc or parts.path.startswith('/'):
        return 'leaves the site when it is served below a path'
    target = (site / page).parent / unquote(parts.path) if parts.path else site / page
    if target.is_dir():
        target /= 'index.html'
    if not target.resolve().is_relative_to(site.resolve()):
        return 'leaves the site'
    if not target.is_file():
        return 'leads nowhere'
    fragment = unquote(parts.fragment)
    if not fragment or target.suffix != '.html':
        return ''
    return '' if fragment in markup.read(target).anchors else 'leads to no anchor'
