"""Render the pages: what the build stage does, and the finished image need not know."""

import html
import sys
from pathlib import Path

FRAME = '<!doctype html><title>{title}</title><h1>{title}</h1><p>{text}</p>\n'


def render(source: str) -> str:
    """Make HTML of a text whose first line is the title."""
    title, text = html.escape(source).split('\n', maxsplit=1)
    return FRAME.format(title=title, text=text.strip())


def main(pages: str, public: str) -> None:
    """Render every text below ``pages`` into ``public``."""
    Path(public).mkdir(parents=True, exist_ok=True)
    for page in Path(pages).glob('*.txt'):
        finished = render(page.read_text())
        Path(public, f'{page.stem}.html').write_text(finished)


if __name__ == '__main__':
    main(*sys.argv[1:])
