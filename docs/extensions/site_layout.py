"""Addresses of pages: ``docs/`` is the top of the site, everything else keeps its path.

Sources lie where the house has them (docs/index.rst, lessons/python/slots.rst), and a reader meets
index.html and lessons/python/slots.html.
"""

from pathlib import Path
from typing import IO, Any
from urllib.parse import urljoin
from xml.sax.saxutils import escape

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.search import js_index

TOP = 'docs/'
SITEMAP = 'http://www.sitemaps.org/schemas/sitemap/0.9'


class SearchIndex:
    """Sphinx's own format of the search index, with the addresses that readers meet."""

    def load(self, source: IO[str]) -> Any:
        """Read the index."""
        return js_index.load(source)

    def dump(self, index: dict[str, Any], target: IO[str]) -> None:
        """Write the index."""
        pages = [page.removeprefix(TOP) for page in index['docnames']]
        js_index.dump({**index, 'docnames': pages}, target)


class SiteBuilder(StandaloneHTMLBuilder):
    """Sphinx's own HTML builder with the pages of ``docs/`` moved to the top."""

    indexer_format = SearchIndex()

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of a page, relative to the top of the site."""
        return super().get_target_uri(docname.removeprefix(TOP), typ)

    def get_output_path(self, page_name: str, /) -> Any:
        """Return the file of a page."""
        return super().get_output_path(page_name.removeprefix(TOP))

    def get_outfilename(self, pagename: str) -> Any:
        """Return the file of a page, for callers of the older name."""
        return Path(self.outdir, *pagename.removeprefix(TOP).split('/')).with_suffix('.html')


def write_sitemap(app: Sphinx, problem: Exception | None) -> None:
    """List the addresses of all pages for search engines, where the site's own is known."""
    base = app.config.html_baseurl
    if problem or not base or app.builder.name != 'html':
        return
    addresses = sorted(urljoin(base, app.builder.get_target_uri(page)) for page in app.env.all_docs)
    lines = (f'<url><loc>{escape(address)}</loc></url>' for address in addresses)
    text = '\n'.join((f'<urlset xmlns="{SITEMAP}">', *lines, '</urlset>', ''))
    Path(app.outdir, 'sitemap.xml').write_text(text, 'utf-8')


def setup(app: Sphinx) -> dict[str, bool]:
    """Replace the builder called ``html``."""
    app.add_builder(SiteBuilder, override=True)
    app.add_config_value('galka_makers', '', 'env', types=frozenset((str,)))
    app.connect('build-finished', write_sitemap)
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
