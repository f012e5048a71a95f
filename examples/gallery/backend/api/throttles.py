"""Limits on how often somebody may do something, counted by Postgres.

DRF's own throttles read a cache and write it back: two requests at the same moment count as one,
and each process has a cache of its own. One statement of SQL counts all of them.
"""

import time
from types import MappingProxyType
from typing import Final

from django.conf import settings
from django.db import connections
from django.utils.functional import cached_property
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from examples.gallery.backend.tenancy.shards import DIRECTORY

_SECONDS: Final = MappingProxyType({'second': 1, 'minute': 60, 'hour': 3600, 'day': 86_400})
_COUNT: Final = """
INSERT INTO api_count AS known (key, "window", requests) VALUES (%s, %s, 1)
ON CONFLICT (key) DO UPDATE SET
    requests = CASE WHEN known."window" = excluded."window" THEN known.requests + 1 ELSE 1 END,
    "window" = excluded."window"
RETURNING requests
"""


class Throttle(BaseThrottle):
    """Counts one kind of request in windows of time."""

    #: What is counted; the setting ``rate_<scope>`` says how much is allowed.
    scope = ''

    def who(self, request: Request) -> str:
        """Return whom to count: the visitor's address, unless a kind knows better."""
        return self.get_ident(request)

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Count the request; tell whether it is still allowed."""
        most, seconds = self._rate
        now = time.time()
        window, passed = divmod(now, seconds)
        self._left = seconds - passed
        with connections[DIRECTORY].cursor() as cursor:
            cursor.execute(
                _COUNT, (f'{self.scope}:{self.who(request)}'[:100], int(window * seconds))
            )
            return bool(cursor.fetchone()[0] <= most)

    def wait(self) -> float:
        """Return the seconds until the next window: the answer's ``Retry-After``."""
        return self._left

    @cached_property
    def _rate(self) -> tuple[int, int]:
        most, _, unit = getattr(settings.GALLERY, f'rate_{self.scope}').partition('/')
        return int(most), _SECONDS[unit]


class AccountThrottle(Throttle):
    """New accounts from one address."""

    scope = 'accounts'


class SessionThrottle(Throttle):
    """Attempts to sign in from one address."""

    scope = 'sessions'


class UploadThrottle(Throttle):
    """Uploads of one person."""

    scope = 'uploads'

    def who(self, request: Request) -> str:
        """Return the person: at home, a whole family has one address."""
        return str(request.user.pk)
