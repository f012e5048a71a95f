"""The API of photos and of the public feed."""

from functools import partial

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import AllowAny, IsAuthenticatedOrReadOnly
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from examples.gallery.backend.api.etags import is_known, must_match
from examples.gallery.backend.api.pages import CURSOR, page
from examples.gallery.backend.api.throttles import UploadThrottle
from examples.gallery.backend.people.signed_in import tenant_of, viewer_of
from examples.gallery.backend.photos import storing
from examples.gallery.backend.photos.feed import newest_public
from examples.gallery.backend.photos.finding import newest_of, own, visible
from examples.gallery.backend.photos.models import Photo
from examples.gallery.backend.photos.serializers import (
    PhotoPage,
    PhotoSerializer,
    Upload,
    show,
)
from examples.gallery.backend.tenancy.keys import Key

_ALBUM = OpenApiParameter('album', str, description='Only the photos of this album.')
_IF_MATCH = OpenApiParameter(
    'If-Match',
    str,
    OpenApiParameter.HEADER,
    description='The ETag of the photo as it was read.',
)
_IF_NONE_MATCH = OpenApiParameter('If-None-Match', str, OpenApiParameter.HEADER)


class Feed(APIView):
    """What everybody sees."""

    permission_classes = (AllowAny,)

    @extend_schema(parameters=[CURSOR], responses=PhotoPage)
    def get(self, request: Request) -> Response:
        """Show everybody's public photos, the newest first."""
        photos, following = page(request, newest_public)
        return Response({'next': following, 'results': show(photos, viewer_of(request))})


class Photos(APIView):
    """One person's photos."""

    parser_classes = (MultiPartParser,)

    def get_throttles(self) -> list[BaseThrottle]:
        """Count uploads; looking is free."""
        return [UploadThrottle()] if self.request.method == 'POST' else []

    @extend_schema(operation_id='photos_list', parameters=[CURSOR, _ALBUM], responses=PhotoPage)
    def get(self, request: Request) -> Response:
        """Show the sender's photos, the newest first."""
        fetch = partial(newest_of, tenant_of(request), _album(request))
        photos, following = page(request, fetch)
        return Response({'next': following, 'results': show(photos, tenant_of(request))})

    @extend_schema(
        request={'multipart/form-data': Upload},
        responses={status.HTTP_201_CREATED: PhotoSerializer},
    )
    def post(self, request: Request) -> Response:
        """Take a photo; its thumbnail is made later."""
        form = Upload(data=request.data, context={'viewer': tenant_of(request)})
        form.is_valid(raise_exception=True)
        photo = storing.store(tenant_of(request), **form.validated_data)
        return _answer(photo, request, status.HTTP_201_CREATED)


class OnePhoto(APIView):
    """A photo."""

    permission_classes = (IsAuthenticatedOrReadOnly,)

    @extend_schema(
        parameters=[_IF_NONE_MATCH],
        responses={status.HTTP_200_OK: PhotoSerializer, status.HTTP_304_NOT_MODIFIED: None},
    )
    def get(self, request: Request, name: str) -> Response:
        """Show a photo: a public one to everybody, a private one to its owner."""
        photo = visible(request, name)
        if is_known(request, photo.etag):
            return Response(status=status.HTTP_304_NOT_MODIFIED, headers={'ETag': photo.etag})
        return _answer(photo, request)

    @extend_schema(
        parameters=[_IF_MATCH],
        request=PhotoSerializer,
        responses=PhotoSerializer,
    )
    def patch(self, request: Request, name: str) -> Response:
        """Change the caption, the album, or who may see the photo."""
        photo = own(request, name)
        must_match(request, photo.etag)
        form = PhotoSerializer(
            photo,
            data=request.data,
            partial=True,
            context={'viewer': tenant_of(request)},
        )
        form.is_valid(raise_exception=True)
        return _answer(storing.change(photo, **form.validated_data), request)

    @extend_schema(responses={status.HTTP_204_NO_CONTENT: None})
    def delete(self, request: Request, name: str) -> Response:
        """Delete a photo."""
        storing.remove(own(request, name))
        return Response(status=status.HTTP_204_NO_CONTENT)


def _answer(photo: Photo, request: Request, code: int = status.HTTP_200_OK) -> Response:
    shown = show([photo], viewer_of(request))
    return Response(shown[0], code, headers={'ETag': photo.etag})


def _album(request: Request) -> Key | None:
    name = request.query_params.get('album')
    if not name:
        return None
    try:
        return Key.parse(name)
    except ValueError:
        raise ValidationError({'album': ['This is no album.']}) from None
