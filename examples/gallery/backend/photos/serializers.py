"""What the API says about photos and albums, and what it takes."""

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from examples.gallery.backend.people.models import Account
from examples.gallery.backend.photos.media import url_of
from examples.gallery.backend.photos.models import Album, Photo, Status
from examples.gallery.backend.tenancy.keys import Key


class AlbumName(serializers.CharField):
    """The key of an album of the person who asks; anybody else's is as good as none."""

    default_error_messages = {'unknown': 'You have no such album.'}

    def to_internal_value(self, data: Any) -> Any:
        """Return the album's id."""
        text = super().to_internal_value(data)
        mine = Album.objects.for_tenant(self.context['viewer'])
        try:
            key = Key.parse(text)
        except ValueError:
            self.fail('unknown')
        if not mine.filter(pk=key).exists():
            self.fail('unknown')
        return key.id


class AlbumSerializer(serializers.ModelSerializer[Album]):
    """An album."""

    id = serializers.CharField(source='key', read_only=True)

    class Meta:
        model = Album
        fields = ('id', 'title', 'created')
        read_only_fields = ('created',)


class PhotoSerializer(serializers.ModelSerializer[Photo]):
    """A photo; only what its owner writes about it can be changed."""

    id = serializers.CharField(source='key', read_only=True)
    owner = serializers.SerializerMethodField()
    album = AlbumName(source='album_id', allow_null=True, required=False)
    status = serializers.ChoiceField(Status.choices, read_only=True)
    image = serializers.SerializerMethodField()
    thumbnail = serializers.SerializerMethodField()

    class Meta:
        model = Photo
        fields: tuple[str, ...] = (
            'id',
            'owner',
            'caption',
            'public',
            'album',
            'created',
            'width',
            'height',
            'status',
            'image',
            'thumbnail',
        )
        read_only_fields = ('created', 'width', 'height')

    def to_representation(self, instance: Photo) -> dict[str, Any]:
        """Name the album by its whole key, and to nobody but its owner."""
        shown = super().to_representation(instance)
        mine = instance.tenant_id == self.context['viewer']
        shown['album'] = None
        if mine and instance.album_id is not None:
            shown['album'] = str(Key(instance.tenant_id, instance.album_id))
        return shown

    def get_owner(self, photo: Photo) -> str:
        """Return the name of the person whose photo it is."""
        owners: dict[int, str] = self.context['owners']
        return owners[photo.tenant_id]

    def get_image(self, photo: Photo) -> str:
        """Return the address of the picture."""
        return url_of(photo.image)

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_thumbnail(self, photo: Photo) -> str | None:
        """Return the address of the small picture, as soon as there is one."""
        return url_of(photo.thumbnail) if photo.thumbnail else None


class Upload(PhotoSerializer):
    """A new photo: its file, and what is said about it."""

    file = serializers.FileField(write_only=True)

    class Meta(PhotoSerializer.Meta):
        fields = ('file', *PhotoSerializer.Meta.fields)


class PhotoPage(serializers.Serializer[Any]):
    """Some photos, the newest first, and where there are more."""

    next = serializers.CharField(allow_null=True)
    results = PhotoSerializer(many=True)


def show(photos: Sequence[Photo], viewer: int | None) -> list[dict[str, Any]]:
    """Return what a person may see of photos; their owners' names take one query."""
    owners = Account.objects.filter(pk__in={photo.tenant_id for photo in photos})
    context = {'viewer': viewer, 'owners': dict(owners.values_list('pk', 'username'))}
    return [PhotoSerializer(photo, context=context).data for photo in photos]
