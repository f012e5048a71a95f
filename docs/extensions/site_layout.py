"""Addresses of pages: ``docs/`` is the top of the site, everything else keeps its path.

Sources lie where the house has them (docs/index.rst, lessons/python/slots.rst), and a reader meets
index.html and lessons/python/slots.html.
"""

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

TOP = 'docs/'


class SiteBuilder(StandaloneHTMLBuilder):
    """Sphinx's own HTML builder with the pages of ``docs/`` moved to the top."""

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of a page, relative to the top of the site."""
        return super().get_target_uri(docname.removeprefix(TOP), typ)

    def get_output_path(self, page_name: str, /) -> Any:
        """Return the file of a page."""
        return super().get_output_path(page_name.removeprefix(TOP))

    def get_outfilename(self, pagename: str) -> Any:
        """Return the file of a page, for callers of the older name."""
        return Path(self.outdir, *pagename.removeprefix(TOP).split('/')).with_suffix('.html')

    def index_page(self, pagename: str, doctree: Any, title: str) -> None:
        """Let the search find a page under its address."""
        super().index_page(pagename.removeprefix(TOP), doctree, title)


def setup(app: Sphinx) -> dict[str, bool]:
    """Replace the builder called ``html``."""
    app.add_builder(SiteBuilder, override=True)
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
