"""Tells the reader which blocks of a page are not run, and why.

Everything on a page is run before it is published. An author takes a block out by the comment
``galka-no-run``, whose reason would otherwise be seen in the source alone.
"""

from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

_MARK: Final = 'galka-no-run:'


class ShowReason(SphinxTransform):
    """Put a line in the place of the comment, which stands directly above its block."""

    default_priority = 400

    def apply(self, **_: Any) -> None:
        """Replace each such comment of a page."""
        for comment in list(self.document.findall(nodes.comment)):
            mark, found, reason = comment.astext().partition(_MARK)
            if found and not mark:
                text = f'Not run here: {" ".join(reason.split())}.'
                comment.replace_self(nodes.paragraph('', text, classes=['galka-not-run']))


def setup(app: Sphinx) -> dict[str, bool]:
    """Add the transform."""
    app.add_transform(ShowReason)
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
