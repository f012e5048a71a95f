"""Keeps answers of the API out of caches that several people share."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control


class PrivateMiddleware:
    """Lets a browser keep an answer, and ask each time whether it is still good."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Mark an answer, which may be for one person only."""
        response = self._get_response(request)
        patch_cache_control(response, private=True, no_cache=True)
        return response
