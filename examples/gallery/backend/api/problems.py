"""Everything that goes wrong is told in one form: problem details, RFC 9457."""

from http import HTTPStatus
from types import MappingProxyType
from typing import Any, Final

import structlog
from django.core.exceptions import RequestDataTooBig
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, JsonResponse
from rest_framework import status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

CONTENT_TYPE: Final = 'application/problem+json'
_log: Final = structlog.get_logger()


class TooLarge(APIException):
    """The request, or its file, is larger than what is taken."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = 'This is too large.'


class Unsupported(APIException):
    """The file is not a picture that is taken."""

    status_code = status.HTTP_415_UNSUPPORTED_MEDIA_TYPE
    default_detail = 'Send a JPEG, PNG, WebP or GIF picture.'


class Stale(APIException):
    """Somebody changed the thing since the sender read it."""

    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_detail = 'This has changed since you read it. Read it again.'


class Conflict(APIException):
    """The database refused: something that was there a moment ago is gone."""

    status_code = status.HTTP_409_CONFLICT
    default_detail = 'This was changed at the same moment. Try again.'


class Unavailable(APIException):
    """The database does not answer, or not in time."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_detail = 'The gallery can not answer now. Try again soon.'


class Unconditional(APIException):
    """The sender does not say which version is to be changed."""

    status_code = status.HTTP_428_PRECONDITION_REQUIRED
    default_detail = 'Send the ETag of what you read as If-Match.'


#: What Django may raise in any view, and what it means to the sender.
_KNOWN: Final = MappingProxyType(
    {
        IntegrityError: Conflict,
        OperationalError: Unavailable,
        RequestDataTooBig: TooLarge,
    },
)


def describe(code: int, detail: str = '', **more: Any) -> dict[str, Any]:
    """Return a problem in its common form."""
    problem = {'type': 'about:blank', 'title': HTTPStatus(code).phrase, 'status': code, **more}
    return {**problem, 'detail': detail} if detail else problem


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turn an error of a view into its answer; what no one expected stays an error."""
    for kind, known in _KNOWN.items():
        if isinstance(error, kind):
            _log.warning('refused', exc_info=error)
            error = known()
    answer = exception_handler(error, context)
    if answer is None:
        return None
    more: dict[str, Any] = {}
    detail = answer.data.get('detail', '') if isinstance(answer.data, dict) else ''
    if isinstance(error, ValidationError):
        detail = 'Some fields are not right.'
        more['errors'] = _by_field(answer.data)
    answer.data = describe(answer.status_code, str(detail), **more)
    answer.content_type = CONTENT_TYPE
    return answer


def bad_request(request: HttpRequest, exception: Exception) -> JsonResponse:
    """Answer what Django refused before any view saw it."""
    return _answer(status.HTTP_400_BAD_REQUEST)


def not_found(request: HttpRequest, exception: Exception) -> JsonResponse:
    """Answer for an address that is none."""
    return _answer(status.HTTP_404_NOT_FOUND)


def server_error(request: HttpRequest) -> JsonResponse:
    """Answer when the gallery itself is at fault; the log has the reason, the visitor has not."""
    return _answer(status.HTTP_500_INTERNAL_SERVER_ERROR)


def _answer(code: int) -> JsonResponse:
    return JsonResponse(describe(code), status=code, content_type=CONTENT_TYPE)


def _by_field(mistakes: Any) -> dict[str, list[str]]:
    """Bring DRF's answers, which may be nested or plain lists, into one form."""
    if not isinstance(mistakes, dict):
        return {'non_field_errors': [str(mistake) for mistake in mistakes]}
    return {
        str(field): [str(mistake) for mistake in found] if isinstance(found, list) else [str(found)]
        for field, found in mistakes.items()
    }
