"""Files that are replaced as a whole."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copymode
from typing import TextIO


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """Open a draft that takes the place of ``path`` when the block ends well."""
    draft = path.with_name(f'{path.name}.tmp')
    try:
        with draft.open('w', encoding='utf-8') as handle:
            yield handle
        _put_in_place(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _put_in_place(draft: Path, path: Path) -> None:
    # The draft can be read by its owner only, as mkstemp makes it.
    with suppress(FileNotFoundError):
        copymode(path, draft)
    draft.replace(path)
