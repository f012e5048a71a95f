"""Signing up, in and out."""

from datetime import timedelta
from typing import cast

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from examples.gallery.backend.api.throttles import AccountThrottle, SessionThrottle
from examples.gallery.backend.people.models import Account, Session, Ticket
from examples.gallery.backend.people.serializers import (
    Person,
    SignIn,
    SignUp,
    TicketAnswer,
    Token,
)
from examples.gallery.backend.people.signed_in import tenant_of


class Accounts(APIView):
    """New people."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = (AccountThrottle,)

    @extend_schema(request=SignUp, responses={status.HTTP_201_CREATED: Person})
    def post(self, request: Request) -> Response:
        """Sign up."""
        form = SignUp(data=request.data)
        form.is_valid(raise_exception=True)
        return Response(Person(form.save()).data, status.HTTP_201_CREATED)


class OnlyPostIsOpen(IsAuthenticated):
    """Who is not signed in may sign in, and nothing else."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Tell whether the request goes on."""
        return request.method == 'POST' or super().has_permission(request, view)


class Sessions(APIView):
    """Signing in and out."""

    permission_classes = (OnlyPostIsOpen,)

    def get_throttles(self) -> list[BaseThrottle]:
        """Count attempts to sign in; to leave is free."""
        return [SessionThrottle()] if self.request.method == 'POST' else []

    @extend_schema(request=SignIn, responses={status.HTTP_201_CREATED: Token}, auth=[])
    def post(self, request: Request) -> Response:
        """Sign in."""
        form = SignIn(data=request.data)
        form.is_valid(raise_exception=True)
        token = Session.issue(
            form.validated_data['account'].id,
            timedelta(days=settings.GALLERY.session_days),
        )
        return Response({'token': token}, status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={status.HTTP_204_NO_CONTENT: None})
    def delete(self, request: Request) -> Response:
        """Sign out: the token is worth nothing afterwards."""
        request.auth.delete()
        return Response(status=status.HTTP_204_NO_CONTENT)


class Me(APIView):
    """The person who asks."""

    @extend_schema(responses=Person)
    def get(self, request: Request) -> Response:
        """Tell who is signed in."""
        return Response(Person(cast('Account', request.user)).data)


class Tickets(APIView):
    """Ways into the WebSocket."""

    @extend_schema(request=None, responses={status.HTTP_201_CREATED: TicketAnswer})
    def post(self, request: Request) -> Response:
        """Give a ticket for ``/ws/progress?ticket=...``: soon worthless, and good once."""
        lifetime = timedelta(seconds=settings.GALLERY.ticket_seconds)
        ticket = Ticket.issue(tenant_of(request), lifetime)
        return Response({'ticket': ticket}, status.HTTP_201_CREATED)
