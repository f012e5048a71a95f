"""The files of pictures. A file is named after its owner and its content: it never changes.

The name is an HMAC, whose key comes from the back end's secret: who has the same picture can't work
out its address. Rows keep the names: after a change of the secret old ones stay, and are as good.
"""

import hashlib
import os
import tempfile
from collections.abc import Collection
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import IO, Final

from django.conf import settings
from django.db import connections, models, transaction
from django.utils.crypto import salted_hmac

from examples.gallery.backend.photos.decoding import Picture
from examples.gallery.backend.photos.models import Photo
from examples.gallery.backend.tenancy.shards import alias_for

_FILE_MODE: Final = 0o644  # NGINX reads it under another account
_FOLDER_MODE: Final = 0o755
_LEVELS: Final = 3  # folders in which a name may be new: ab/cd/, ab/, and the one of all
_PURPOSE: Final = 'gallery.media'
_LOCK: Final = 'SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))'


def path_of(name: str) -> Path:
    """Return where a file is."""
    return Path(settings.GALLERY.media_root) / name


def url_of(name: str) -> str:
    """Return where visitors find a file."""
    return f'{settings.MEDIA_URL}{name}'


def keep(tenant: int, picture: Picture) -> str:
    """Write a picture's file unless its owner has it already; return its name.

    Call it in the transaction that writes the row: nobody removes the file until that ends.
    """
    content = hashlib.sha256(picture.body).hexdigest()
    digest = salted_hmac(_PURPOSE, f'{tenant}/{content}', algorithm='sha256').hexdigest()
    name = '/'.join((digest[:2], digest[2:4], digest + picture.suffix))
    _lock(alias_for(tenant), name)
    path = path_of(name)
    if not path.exists():
        for folder in (path.parents[1], path.parent):
            folder.mkdir(exist_ok=True)
            folder.chmod(_FOLDER_MODE)
        _write(path, picture.body)
    return name


def discard(name: str, aliases: Collection[str]) -> bool:
    """Remove a file, unless a photo in one of these databases still shows it; tell whether."""
    with ExitStack() as transactions:
        for home in aliases:
            transactions.enter_context(transaction.atomic(home))
            _lock(home, name)
        if any(names_shown(alias, [name]) for alias in aliases):
            return False
        path_of(name).unlink(missing_ok=True)
        return True


def names_shown(alias: str, names: Collection[str]) -> set[str]:
    """Return which of some files photos of a database show."""
    shows = models.Q(image__in=names) | models.Q(thumbnail__in=names)
    rows = Photo.objects.across_tenants(alias).filter(shows)
    return set(chain.from_iterable(rows.values_list('image', 'thumbnail')))


def _lock(alias: str, name: str) -> None:
    """Wait until nobody else decides about this file; it is ours until the transaction ends."""
    with connections[alias].cursor() as cursor:
        cursor.execute(_LOCK, (name,))


def _write(path: Path, body: bytes) -> None:
    """Write a file at once: a reader sees all of it or nothing.

    It is on the disk when this returns. The row is committed later, and must never outlive its
    picture: not in a power cut either.
    """
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        draft = Path(file.name)
        try:
            _fill(file, body)
        except OSError:
            draft.unlink()
            raise
    draft.chmod(_FILE_MODE)
    draft.replace(path)
    for folder in path.parents[:_LEVELS]:
        _sync(folder)


def _fill(file: IO[bytes], body: bytes) -> None:
    file.write(body)
    file.flush()
    os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Write to the disk which names a folder has."""
    with ExitStack() as closing:
        descriptor = os.open(folder, os.O_RDONLY)
        closing.callback(os.close, descriptor)
        os.fsync(descriptor)
