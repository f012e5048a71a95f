"""Files that are replaced as a whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """Open a draft that takes the place of ``path`` when the block ends well."""
    draft = path.with_suffix('.tmp')
    handle = draft.open('w', encoding='utf-8')
    yield handle
    handle.close()
    draft.replace(path)
