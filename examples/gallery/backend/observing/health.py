"""Whether this process lives, and whether it can serve."""

import os
from typing import Final

import structlog
from django.conf import settings
from django.db import DatabaseError, connections
from django.http import HttpRequest, JsonResponse
from rest_framework import status

from examples.gallery.backend.api.problems import CONTENT_TYPE, describe
from examples.gallery.backend.tenancy.shards import DIRECTORY, every_alias

_log: Final = structlog.get_logger()


def live(request: HttpRequest) -> JsonResponse:
    """Answer: who can't do that is to be started again."""
    return JsonResponse({'status': 'live'})


def ready(request: HttpRequest) -> JsonResponse:
    """Look whether all that a request needs is there; requests wait until it is."""
    needed = dict.fromkeys((DIRECTORY, *every_alias()))
    missing = [alias for alias in needed if not _answers(alias)]
    if not os.access(settings.GALLERY.media_root, os.W_OK):
        missing.append('media')
    if missing:
        names = ', '.join(missing)
        code = status.HTTP_503_SERVICE_UNAVAILABLE
        problem = describe(code, f'Not ready: {names}.')
        return JsonResponse(problem, status=code, content_type=CONTENT_TYPE)
    return JsonResponse({'status': 'ready'})


def _answers(alias: str) -> bool:
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute('SELECT 1')
    except DatabaseError as problem:
        _log.warning('database does not answer', database=alias, reason=str(problem))
        return False
    return True
