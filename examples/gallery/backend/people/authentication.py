"""Who sends a request, by the token that it carries."""

from typing import Any, Final

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from examples.gallery.backend.people.models import Account, Session
from examples.gallery.backend.tenancy.errors import NoShard

_SCHEME: Final = 'Bearer'


class TokenAuthentication(BaseAuthentication):
    """Reads ``Authorization: Bearer <token>``."""

    def authenticate(self, request: Request) -> tuple[Account, Session] | None:
        """Return the person and the session; None where the request does not try.

        Raises:
            AuthenticationFailed: the token is not good, or not any more.

        """
        scheme, _, token = get_authorization_header(request).decode('latin-1').partition(' ')
        if scheme != _SCHEME:
            return None
        try:
            session = Session.matching(token.strip()).get()
        except (ValueError, NoShard, Session.DoesNotExist):
            raise AuthenticationFailed('Sign in again: this token is not good any more.') from None
        return Account.objects.get(pk=session.tenant_id), session

    def authenticate_header(self, request: Request) -> str:
        """Say how to authenticate; with it the answer is 401, and not 403."""
        return _SCHEME


class TokenScheme(OpenApiAuthenticationExtension):
    """How the schema describes it."""

    target_class = TokenAuthentication
    name = 'token'

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """Describe the header."""
        return {'type': 'http', 'scheme': 'bearer'}
