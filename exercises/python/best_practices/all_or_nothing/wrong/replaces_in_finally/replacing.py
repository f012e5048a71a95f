"""Files that are replaced as a whole."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from os import fdopen
from pathlib import Path
from shutil import copymode
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
    finally:
        _put_in_place(draft, path)


def _put_in_place(draft: Path, path: Path) -> None:
    # The draft can be read by its owner only, as mkstemp makes it.
    with suppress(FileNotFoundError):
        copymode(path, draft)
    draft.replace(path)
