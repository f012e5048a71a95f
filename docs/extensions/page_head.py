"""The head of a page: what a search engine and a shared link show of it, and its style sheets."""

from html import escape
from textwrap import shorten
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx

#: About as many characters as search engines show.
LENGTH: Final = 160


def description_of(document: nodes.document) -> str:
    """Return the first paragraph of a page's text, shortened; boxes and lists are not its text."""
    for section in document.findall(nodes.section):
        for node in section.children:
            if isinstance(node, nodes.paragraph):
                return shorten(node.astext(), LENGTH, placeholder=' …')
    return ''


def add_description(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    document: nodes.document | None,
) -> None:
    """Describe a page in its head."""
    if document is None:
        return
    named = {
        'description': description_of(document) or app.config.galka_description,
        'og:title': context['title'],
        'og:type': 'website',
        'og:site_name': app.config.project,
    }
    named['og:description'] = named['description']
    context['metatags'] += ''.join(
        f'<meta {"property" if ":" in name else "name"}="{name}" content="{escape(text)}">\n'
        for name, text in named.items()
    )


def leave_out_styles(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    document: nodes.document | None,
) -> None:
    """Ask for the style sheet of notebooks on their pages only: a page waits for each sheet."""
    if not pagename.startswith('notebooks/'):
        sheets = context['css_files']
        context['css_files'] = [sheet for sheet in sheets if 'mystnb' not in str(sheet.filename)]


def setup(app: Sphinx) -> dict[str, bool]:
    """Describe each page as it is written."""
    app.add_config_value('galka_description', '', 'html', types=frozenset((str,)))
    app.connect('html-page-context', add_description)
    app.connect('html-page-context', leave_out_styles)
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
