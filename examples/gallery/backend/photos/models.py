"""Albums and photos."""

from typing import Any

from django.db import models

from examples.gallery.backend.tenancy.keys import Key
from examples.gallery.backend.tenancy.models import TenantModel

_NAME_LENGTH = 80  # ab/cd/<64 hexadecimal digits>.webp


class Album(TenantModel):
    """A person's name for some of their photos."""

    title = models.CharField(max_length=100)
    created = models.DateTimeField(auto_now_add=True)

    @property
    def key(self) -> Key:
        """The album's name in addresses."""
        return Key(self.tenant_id, self.id)

    def __str__(self) -> str:
        return self.title


class Status(models.TextChoices):
    """How far the background work on a photo is."""

    WAITING = 'waiting'
    READY = 'ready'
    FAILED = 'failed'


class Photo(TenantModel):
    """A picture that somebody uploaded, and what they say about it."""

    caption = models.CharField(max_length=500, blank=True)
    public = models.BooleanField(default=False)
    album_id = models.BigIntegerField(null=True)
    # A ForeignKey has one column; the key of an album has two. The migration adds what the
    # database needs to watch it: deleting an album leaves its photos.
    album = models.ForeignObject(
        Album,
        models.DO_NOTHING,
        from_fields=('tenant_id', 'album_id'),
        to_fields=('tenant_id', 'id'),
        related_name='photos',
        null=True,
    )
    created = models.DateTimeField(auto_now_add=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    image = models.CharField(max_length=_NAME_LENGTH)
    thumbnail = models.CharField(max_length=_NAME_LENGTH, blank=True)
    #: Grows with every change, so that nobody changes what they have not seen.
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = (
            models.Index(
                fields=('-id', '-tenant_id'),
                name='photo_feed',
                condition=models.Q(public=True),
            ),
            models.Index(fields=('image',), name='photo_image'),
            models.Index(fields=('thumbnail',), name='photo_thumbnail'),
        )

    @property
    def key(self) -> Key:
        """The photo's name in addresses."""
        return Key(self.tenant_id, self.id)

    @property
    def etag(self) -> str:
        """The version of what the API says about the photo."""
        return f'"{self.key}.{self.revision}"'

    def __str__(self) -> str:
        return self.caption or str(self.key)


def changed(**fields: Any) -> dict[str, Any]:
    """Return the fields for an update that makes a new revision."""
    return {**fields, 'revision': models.F('revision') + 1}
