"""Removes what nobody needs any more: run it once a day."""

import time
from typing import Any, Final

import structlog
from django.core.management.base import BaseCommand
from django.utils import timezone

from examples.gallery.backend.api.models import Count
from examples.gallery.backend.people.models import Secret, Session, Ticket
from examples.gallery.backend.photos.orphans import remove_orphans
from examples.gallery.backend.tenancy.shards import every_alias

_DAY: Final = 86_400
_log: Final = structlog.get_logger()


class Command(BaseCommand):
    """Deletes secrets that have expired, counts of windows that have passed, files of no photo."""

    help = __doc__

    def handle(self, **options: Any) -> None:
        """Do it on every shard."""
        counts, _ = Count.objects.filter(window__lt=time.time() - _DAY).delete()
        secrets = sum(
            _delete_expired(kind, alias) for kind in (Session, Ticket) for alias in every_alias()
        )
        _log.info('pruned', counts=counts, secrets=secrets, files=remove_orphans())


def _delete_expired(kind: type[Secret], alias: str) -> int:
    rows = kind.objects.across_tenants(alias).filter(expires__lt=timezone.now())
    return rows.delete()[0]
