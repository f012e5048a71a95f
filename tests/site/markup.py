"""What is in the markup of a page, read without a browser."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Final, final

Attributes = Mapping[str, str | None]

#: Elements that have no end.
VOID: Final = frozenset(
    ('area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr')
)
#: Attributes whose address a browser asks for by itself.
FETCHED: Final = frozenset(('src', 'srcset', 'poster', 'data'))
#: Kinds of `<link>` that a browser asks for.
FETCHED_LINKS: Final = frozenset(('stylesheet', 'icon', 'preload', 'prefetch', 'modulepreload'))
#: Where letters of any language stand as they are.
CODE: Final = frozenset(('pre', 'code', 'script', 'style', 'title'))
#: How a style names a file.
STYLED: Final = re.compile(r'(?:url\(|@import)\s*["\']?([^"\')\s]+)')
_CYRILLIC: Final = re.compile('[\u0400-\u04ff]+')


@final
@dataclass(slots=True)
class Image:
    """An image, and the text that stands for it; None when there is none."""

    address: str
    text: str | None


@final
@dataclass(slots=True)
class Markup:
    """What was found in a page."""

    anchors: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    #: Russian words that a screen reader would read as English.
    russian: list[str] = field(default_factory=list)


@cache
def read(page: Path) -> Markup:
    """Return what is in the markup of a page."""
    reader = _Reader()
    reader.feed(page.read_text('utf-8'))
    return reader.found


@final
class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = Markup()
        self._open: list[tuple[str, Attributes]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in an element."""
        attributes = dict(attrs)
        if tag not in VOID:
            self._open.append((tag, attributes))
        self.found.anchors.update(
            name for name in (attributes.get('id'), attributes.get('name')) if name
        )
        self.found.fetched.extend(
            text.split(' ')[0] for name, text in attrs if name in FETCHED and text
        )
        self.found.fetched.extend(STYLED.findall(attributes.get('style') or ''))
        if tag == 'img':
            image = Image(attributes.get('src') or '', attributes.get('alt'))
            self.found.images.append(image)
        if tag == 'link':
            self._take_link(attributes)
        elif attributes.get('href') is not None:
            self.found.links.append(attributes['href'] or '')

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in an element that ends at once."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and what was left open in it."""
        names = [name for name, _ in self._open]
        if tag in names:
            last = max(place for place, name in enumerate(names) if name == tag)
            self._open = self._open[:last]

    def handle_data(self, data: str) -> None:
        """Take in text."""
        if self._open and self._open[-1][0] == 'style':
            self.found.fetched.extend(STYLED.findall(data))
        words = _CYRILLIC.findall(data)
        if words and not any(name in CODE for name, _ in self._open):
            languages = [attributes['lang'] for _, attributes in self._open if 'lang' in attributes]
            if languages[-1:] != ['ru']:
                self.found.russian.append(' '.join(words))

    def _take_link(self, attributes: Attributes) -> None:
        kinds = set((attributes.get('rel') or '').split())
        address = attributes.get('href') or ''
        if kinds & FETCHED_LINKS:
            self.found.fetched.append(address)
        elif 'canonical' not in kinds:
            self.found.links.append(address)
