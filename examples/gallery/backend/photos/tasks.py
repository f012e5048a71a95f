"""Work on photos that nobody waits for. Each task may run twice, and does no harm by it."""

from typing import Final

import structlog
from django.db import transaction
from django_tasks import task

from examples.gallery.backend.photos import decoding, media
from examples.gallery.backend.photos.models import Photo, Status, changed
from examples.gallery.backend.photos.progress import Stage, announce
from examples.gallery.backend.tenancy.context import working_for
from examples.gallery.backend.tenancy.keys import Key
from examples.gallery.backend.tenancy.shards import alias_for
from examples.gallery.request_id import naming

_log: Final = structlog.get_logger()


@task()
def make_thumbnail(photo: str, request_id: str) -> None:
    """Make the small picture of a photo."""
    key = Key.parse(photo)
    with naming(request_id, photo=photo), working_for(key.tenant_id):
        try:
            _make_thumbnail(key)
        except Exception:
            _finish(key, Stage.FAILED, status=Status.FAILED)
            raise


@task()
def remove_files(photo: str, names: list[str], request_id: str) -> None:
    """Remove the files of a photo that was deleted."""
    home = alias_for(Key.parse(photo).tenant_id)
    with naming(request_id, photo=photo):
        for name in names:
            media.discard(name, [home])
        _log.info('files removed', files=names)


def _make_thumbnail(key: Key) -> None:
    photo = Photo.objects.filter(id=key.id).first()
    if photo is None or photo.status == Status.READY:
        return
    announce(key, Stage.THUMBNAIL)
    with media.path_of(photo.image).open('rb') as file:
        picture = decoding.thumbnail(file)
    home = alias_for(key.tenant_id)
    with transaction.atomic(home):
        name = media.keep(key.tenant_id, picture)
        if not _finish(key, Stage.READY, status=Status.READY, thumbnail=name):
            media.discard(name, [home])  # the photo was deleted in the meantime
    _log.info('thumbnail made', bytes=len(picture.body))


def _finish(key: Key, stage: Stage, **fields: str) -> int:
    """Write the end into the row, and tell it; return 0 where there is no such photo any more."""
    written = Photo.objects.filter(id=key.id).update(**changed(**fields))
    if written:
        announce(key, stage)
    return written
