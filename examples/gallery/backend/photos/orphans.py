"""Files without a photo, left by an upload that was rolled back or killed before it had a row.

A file comes first and its row second, since the other way round a row could show what is not there.
"""

import re
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Final

from django.conf import settings

from examples.gallery.backend.photos.media import discard, names_shown
from examples.gallery.backend.tenancy.shards import every_alias

#: Seconds that a file may be without a row: each upload that is still on its way is younger.
_PATIENCE: Final = 3600
_BATCH: Final = 500
#: Names that media.py gives, and its drafts. A wrong setting may point to another folder.
_OURS: Final = re.compile(r'[0-9a-f]{2}/[0-9a-f]{2}/([0-9a-f]{64}\.(jpg|webp)|tmp\w+)')


def remove_orphans() -> int:
    """Remove each old file that no photo shows; return how many they were."""
    aliases = list(every_alias())
    names = _old_names()
    removed = 0
    while batch := set(islice(names, _BATCH)):
        for alias in aliases:
            batch -= names_shown(alias, batch)
        # Asked once more for each, under its lock: the same picture may be uploaded right now.
        removed += sum(discard(name, aliases) for name in batch)
    return removed


def _old_names() -> Iterator[str]:
    root = Path(settings.GALLERY.media_root)
    limit = time.time() - _PATIENCE
    for path in root.rglob('*'):
        name = path.relative_to(root).as_posix()
        if _OURS.fullmatch(name) and _is_old(path, limit):
            yield name


def _is_old(path: Path, limit: float) -> bool:
    # Somebody else may rename or remove it between two looks.
    with suppress(FileNotFoundError):
        return path.is_file() and path.stat().st_mtime < limit
    return False
