"""What happens to the rows, files and tasks of a photo: each time all of it or nothing."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from rest_framework.exceptions import NotFound

from examples.gallery.backend.api.problems import Stale, TooLarge
from examples.gallery.backend.observing.metrics import UPLOADS
from examples.gallery.backend.photos import media
from examples.gallery.backend.photos.decoding import decode
from examples.gallery.backend.photos.models import Photo, changed
from examples.gallery.backend.photos.progress import Stage, announce
from examples.gallery.backend.photos.tasks import make_thumbnail, remove_files
from examples.gallery.backend.tenancy.shards import alias_for
from examples.gallery.request_id import current_request_id


def store(
    tenant: int,
    file: 'UploadedFile[bytes]',
    *,
    caption: str = '',
    public: bool = False,
    album_id: int | None = None,
) -> Photo:
    """Keep an upload: its file, its row, and the task that makes its thumbnail.

    Raises:
        TooLarge: it has more bytes or more pixels than is allowed.
        Unsupported: it is not a picture that is taken.

    """
    if (file.size or 0) > settings.GALLERY.upload_bytes:
        raise TooLarge
    picture = decode(file, settings.GALLERY.upload_pixels)
    with transaction.atomic(alias_for(tenant)):
        photo = Photo.objects.for_tenant(tenant).create(
            image=media.keep(tenant, picture),
            width=picture.width,
            height=picture.height,
            caption=caption,
            public=public,
            album_id=album_id,
        )
        make_thumbnail.enqueue(str(photo.key), current_request_id())
        announce(photo.key, Stage.STORED)
    UPLOADS.inc()
    return photo


def change(photo: Photo, **fields: Any) -> Photo:
    """Change a photo, unless somebody else did so since it was read.

    Raises:
        Stale: somebody did.

    """
    rows = Photo.objects.for_tenant(photo.tenant_id).filter(id=photo.id)
    # Looking and changing in one statement: between two there would be room for somebody else.
    if not rows.filter(revision=photo.revision).update(**changed(**fields)):
        raise Stale
    fresh = rows.first()
    if fresh is None:
        raise NotFound
    return fresh


def remove(photo: Photo) -> None:
    """Remove a photo; its files go soon after it."""
    rows = Photo.objects.for_tenant(photo.tenant_id).filter(id=photo.id)
    with transaction.atomic(alias_for(photo.tenant_id)):
        # The worker may have added a thumbnail since the photo was read.
        for last in rows.select_for_update():
            names = [name for name in (last.image, last.thumbnail) if name]
            remove_files.enqueue(str(last.key), names, current_request_id())
        rows.delete()
