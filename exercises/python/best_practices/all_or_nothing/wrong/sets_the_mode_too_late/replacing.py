"""Files that are replaced as a whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from os import fdopen
from pathlib import Path
from tempfile import mkstemp
from typing import TextIO


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """Open a draft that takes the place of ``path`` when the block ends well."""
    # Beside the target: a rename does not lead from one file system to another.
    number, name = mkstemp(dir=path.parent, prefix=f'{path.name}.')
    draft = Path(name)
    try:
        with fdopen(number, 'w', encoding='utf-8') as handle:
            yield handle
        _put_in_place(draft, path)
    finally:
        # After the rename there is no draft any more.
        draft.unlink(missing_ok=True)


def _put_in_place(draft: Path, path: Path) -> None:
    mode = path.stat().st_mode if path.exists() else None
    draft.replace(path)
    if mode is not None:
        path.chmod(mode)
