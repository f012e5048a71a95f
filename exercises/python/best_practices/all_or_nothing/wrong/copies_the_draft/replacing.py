"""Files that are replaced as a whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from os import fdopen
from pathlib import Path
from shutil import copy
from tempfile import mkstemp
from typing import TextIO


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """Open a draft that takes the place of ``path`` when the block ends well."""
    number, name = mkstemp(dir=path.parent, prefix=f'{path.name}.')
    draft = Path(name)
    try:
        with fdopen(number, 'w', encoding='utf-8') as handle:
            yield handle
        copy(draft, path)
    finally:
        draft.unlink(missing_ok=True)
