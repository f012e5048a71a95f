"""The files of pictures. A file is named after its content, so that it never changes."""

import hashlib
import tempfile
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connections, models

from examples.gallery.backend.photos.decoding import Picture
from examples.gallery.backend.photos.models import Photo
from examples.gallery.backend.tenancy.shards import DIRECTORY, every_alias

_FILE_MODE: Final = 0o644  # NGINX reads it under another account
_FOLDER_MODE: Final = 0o755
_LOCK: Final = 'SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))'


def path_of(name: str) -> Path:
    """Return where a file is."""
    return Path(settings.GALLERY.media_root) / name


def url_of(name: str) -> str:
    """Return where visitors find a file."""
    return f'{settings.MEDIA_URL}{name}'


def keep(picture: Picture) -> str:
    """Write a picture's file unless it is there already; return its name.

    Call it in the transaction that writes the row: nobody removes the file until that ends.
    """
    digest = hashlib.sha256(picture.body).hexdigest()
    name = '/'.join((digest[:2], digest[2:4], digest + picture.suffix))
    _lock(name)
    path = path_of(name)
    if not path.exists():
        path.parent.mkdir(_FOLDER_MODE, parents=True, exist_ok=True)
        _write(path, picture.body)
    return name


def discard(name: str) -> None:
    """Remove a file, unless somebody's photo still shows it; call it in a transaction."""
    _lock(name)
    if not _is_shown_by_anybody(name):
        path_of(name).unlink(missing_ok=True)


def _lock(name: str) -> None:
    with connections[DIRECTORY].cursor() as cursor:
        cursor.execute(_LOCK, (name,))


def _write(path: Path, body: bytes) -> None:
    """Write a file at once: a reader sees all of it or nothing."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        draft = Path(file.name)
        try:
            file.write(body)
        except OSError:
            draft.unlink()
            raise
    draft.chmod(_FILE_MODE)
    draft.replace(path)


def _is_shown_by_anybody(name: str) -> bool:
    """Ask every database: two people who upload the same picture share its file."""
    shows = models.Q(image=name) | models.Q(thumbnail=name)
    return any(
        Photo.objects.across_tenants(alias).filter(shows).exists() for alias in every_alias()
    )
