"""What the back end says when Postgres or the disk is not there, and that it comes back."""

import dataclasses
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

if TYPE_CHECKING:
    from rest_framework.test import APIClient


def test_misses_its_folder(anybody: 'APIClient') -> None:
    """Where pictures can't be written, the back end lives, and is not ready."""
    from django.conf import settings
    from django.test import override_settings

    without = dataclasses.replace(settings.GALLERY, media_root=Path('nowhere'))
    with override_settings(GALLERY=without):
        answer = anybody.get('/health/ready')

        assert answer.status_code == 503
        assert answer.json()['detail'] == 'Not ready: media.'
        assert anybody.get('/health/live').status_code == 200


def test_survives_a_restart_of_postgres(
    anybody: 'APIClient',
    django: Mapping[str, str],
) -> None:
    """Connections that Postgres has closed are replaced, and no request sees it."""
    from django.db import connection

    connection.close()  # as at the end of a request: back into the pool
    pool = connection.pool
    with ExitStack() as busy:
        # As many requests at once as the pool has room for: it keeps a connection for each.
        for _ in range(pool.max_size):
            busy.enter_context(pool.connection())
    # Each is waited for: one that is still ending would answer the pool, and then no more.
    with psycopg.connect(django['GALLERY_DATABASE_URL']) as other:
        other.execute(
            'SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity '
            'WHERE datname = current_database() AND pid != pg_backend_pid()',
        )

    assert anybody.get('/health/ready').status_code == 200
    assert anybody.get('/api/feed').status_code == 200


def test_meets_a_lost_database(anybody: 'APIClient', monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Postgres does not answer, each request gets a 503, and none an error."""
    from django.db import OperationalError, connection

    def refuse() -> None:
        raise OperationalError('no connection')

    connection.close()
    monkeypatch.setattr(connection, 'connect', refuse)

    assert anybody.get('/health/ready').json()['detail'] == 'Not ready: default.'
    assert anybody.get('/api/feed').status_code == 503
    assert anybody.get('/health/live').status_code == 200
    monkeypatch.undo()
    assert anybody.get('/api/feed').status_code == 200
