"""A part of a page that opens on a click and needs no script: ``<details>``."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx


class Details(nodes.General, nodes.Element):
    """A folded part; the attribute ``summary`` is what is seen of it."""


def visit_details(translator: Any, node: Details) -> None:
    """Open the part and write its summary."""
    translator.body.append(translator.starttag(node, 'details'))
    summary = translator.encode(node['summary'])
    translator.body.append(f'<summary>{summary}</summary>\n')


def depart_details(translator: Any, node: Details) -> None:
    """Close the part."""
    translator.body.append('</details>\n')


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the node."""
    app.add_node(Details, html=(visit_details, depart_details))
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
