"""Looks at a page as axe does, and as a narrow screen does."""

from collections.abc import Iterator
from importlib import resources
from typing import Final

from playwright.sync_api import Page

_AXE: Final = resources.files('axe_playwright_python').joinpath('axe.min.js').read_text('utf-8')
_PHONE: Final = {'width': 360, 'height': 740}


def problems(page: Page, path: str) -> Iterator[str]:
    """Yield what somebody could not see, read or reach on a page: in the light and in the dark."""
    page.set_viewport_size(_PHONE)
    page.goto(path)
    width = page.evaluate('document.documentElement.scrollWidth')
    if width > _PHONE['width']:
        yield f'{path} is {width} px wide'
    page.evaluate(_AXE)
    for scheme in ('light', 'dark'):
        page.emulate_media(color_scheme=scheme)
        for found in page.evaluate('axe.run()')['violations']:
            places = [node['html'] for node in found['nodes']]
            yield f'{path}, {scheme}: {found["help"]}: {places}'
