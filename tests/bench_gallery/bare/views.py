"""Views that give the gallery's answers without the gallery."""

from pathlib import Path
from types import MappingProxyType
from typing import Final

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import path

#: What the gallery's API said, by the name of the file that keeps it.
_ANSWERS: Final = MappingProxyType(
    {file.stem: file.read_bytes() for file in Path(settings.ANSWERS).glob('*.json')}
)


def constant(request: HttpRequest, name: str) -> HttpResponse:
    """Answer the same JSON each time."""
    return HttpResponse(_ANSWERS[name], content_type='application/json')


def picture(request: HttpRequest, name: str) -> FileResponse:
    """Send a file of the gallery's, as an application without NGINX would."""
    return FileResponse((Path(settings.MEDIA_ROOT) / name).open('rb'))


urlpatterns = [
    path('constant/<name>', constant),
    path('media/<path:name>', picture),
]
