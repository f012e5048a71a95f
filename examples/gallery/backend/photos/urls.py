"""Addresses of photos and albums."""

from django.urls import path

from examples.gallery.backend.photos.album_views import Albums, OneAlbum
from examples.gallery.backend.photos.views import Feed, OnePhoto, Photos

urlpatterns = [
    path('feed', Feed.as_view()),
    path('photos', Photos.as_view()),
    path('photos/<slug:name>', OnePhoto.as_view()),
    path('albums', Albums.as_view()),
    path('albums/<slug:name>', OneAlbum.as_view()),
]
