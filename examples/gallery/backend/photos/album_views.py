"""The API of albums: their owner's business alone."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from examples.gallery.backend.people.signed_in import tenant_of
from examples.gallery.backend.photos.models import Album
from examples.gallery.backend.photos.serializers import AlbumSerializer
from examples.gallery.backend.tenancy.keys import Key

_MOST = 200


class Albums(APIView):
    """One person's albums."""

    @extend_schema(responses=AlbumSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Show all of the sender's albums, the newest first."""
        return Response(AlbumSerializer(_albums(request).order_by('-id')[:_MOST], many=True).data)

    @extend_schema(
        request=AlbumSerializer,
        responses={status.HTTP_201_CREATED: AlbumSerializer},
    )
    def post(self, request: Request) -> Response:
        """Make an album."""
        form = AlbumSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        if _albums(request).count() >= _MOST:
            raise ValidationError({'title': [f'You have {_MOST} albums: delete one first.']})
        album = _albums(request).create(**form.validated_data)
        return Response(AlbumSerializer(album).data, status.HTTP_201_CREATED)


class OneAlbum(APIView):
    """An album."""

    @extend_schema(responses=AlbumSerializer)
    def get(self, request: Request, name: str) -> Response:
        """Show an album."""
        return Response(AlbumSerializer(_album(request, name)).data)

    @extend_schema(request=AlbumSerializer, responses=AlbumSerializer)
    def patch(self, request: Request, name: str) -> Response:
        """Give an album another title."""
        form = AlbumSerializer(_album(request, name), data=request.data, partial=True)
        form.is_valid(raise_exception=True)
        return Response(AlbumSerializer(form.save()).data)

    @extend_schema(responses={status.HTTP_204_NO_CONTENT: None})
    def delete(self, request: Request, name: str) -> Response:
        """Delete an album; its photos stay."""
        _album(request, name).delete()
        return Response(status=status.HTTP_204_NO_CONTENT)


def _albums(request: Request) -> QuerySet[Album]:
    return Album.objects.for_tenant(tenant_of(request))


def _album(request: Request, name: str) -> Album:
    """Return an album of the sender's; somebody else's is not found."""
    try:
        key = Key.parse(name)
    except ValueError:
        raise NotFound from None
    album = _albums(request).filter(pk=key).first()
    if album is None:
        raise NotFound
    return album
