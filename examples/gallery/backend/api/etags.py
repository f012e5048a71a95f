"""Versions of what is shown: nothing is sent twice, and nothing unseen is overwritten."""

from django.utils.http import parse_etags
from rest_framework.request import Request

from examples.gallery.backend.api.problems import Stale, Unconditional


def is_known(request: Request, etag: str) -> bool:
    """Tell whether the sender has this version already, by ``If-None-Match``."""
    known = parse_etags(request.headers.get('If-None-Match', ''))
    return etag in {tag.removeprefix('W/') for tag in known} or '*' in known


def must_match(request: Request, etag: str) -> None:
    """Let only those go on who have seen this version, by ``If-Match``.

    Raises:
        Unconditional: the sender does not say which version it has seen.
        Stale: it has seen another one.

    """
    seen = parse_etags(request.headers.get('If-Match', ''))
    if not seen:
        raise Unconditional
    if etag not in seen and '*' not in seen:
        raise Stale
