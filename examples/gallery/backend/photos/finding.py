"""Finding photos, as far as the person who asks may see them."""

from collections.abc import Sequence

from rest_framework.exceptions import NotFound, PermissionDenied
from rest_framework.request import Request

from examples.gallery.backend.people.signed_in import viewer_of
from examples.gallery.backend.photos.models import Photo
from examples.gallery.backend.tenancy.errors import NoShard
from examples.gallery.backend.tenancy.keys import Key


def visible(request: Request, name: str) -> Photo:
    """Return a photo that is public, or the sender's own.

    Raises:
        NotFound: there is none; a private photo of somebody else looks exactly like that.

    """
    try:
        key = Key.parse(name)
        photo = Photo.objects.for_tenant(key.tenant_id).filter(id=key.id).first()
    except (ValueError, NoShard):
        raise NotFound from None
    if photo is None or not (photo.public or photo.tenant_id == viewer_of(request)):
        raise NotFound
    return photo


def own(request: Request, name: str) -> Photo:
    """Return a photo of the sender's.

    Raises:
        NotFound: the sender sees no such photo.
        PermissionDenied: everybody sees it, and its owner alone changes it.

    """
    photo = visible(request, name)
    if photo.tenant_id != viewer_of(request):
        raise PermissionDenied
    return photo


def newest_of(tenant: int, album: Key | None, before: Key | None, most: int) -> Sequence[Photo]:
    """Return a person's newest photos, of one album or of all."""
    photos = Photo.objects.for_tenant(tenant)
    if album:
        photos = photos.filter(album_id=album.id)
    if before:
        photos = photos.filter(id__lt=before.id)
    return list(photos.order_by('-id')[:most])
