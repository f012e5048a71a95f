"""News of a photo, from any process to the browsers of its owner.

The worker and the server are two processes. Postgres, which both know, carries the news: a
``NOTIFY`` in a transaction is sent when that is committed, and never for one that is rolled back.
"""

import json
from enum import Enum
from typing import Any, Final

from django.db import connections

from examples.gallery.backend.tenancy.keys import Key
from examples.gallery.backend.tenancy.shards import DIRECTORY

CHANNEL: Final = 'gallery_progress'


class Stage(Enum):
    """How far a photo is, and how much of the work that is."""

    STORED = ('stored', 33)
    THUMBNAIL = ('thumbnail', 66)
    READY = ('ready', 100)
    FAILED = ('failed', 100)


def message(key: Key, stage: Stage) -> dict[str, Any]:
    """Return what a browser is told."""
    name, percent = stage.value
    return {'photo': str(key), 'stage': name, 'percent': percent}


def announce(key: Key, stage: Stage) -> None:
    """Tell the owner's browsers, when the present transaction is committed."""
    news = json.dumps(message(key, stage))
    with connections[DIRECTORY].cursor() as cursor:
        cursor.execute('SELECT pg_notify(%s, %s)', (CHANNEL, news))
