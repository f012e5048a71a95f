"""What the back end says when Postgres or the disk is not there, and that it comes back."""

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

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


def test_survives_a_restart_of_postgres(anybody: 'APIClient') -> None:
    """Connections that Postgres has closed are replaced, and no request sees it."""
    from django.db import connection

    connection.close()  # as at the end of a request: back into the pool
    pool = connection.pool
    with pool.connection() as other, other.cursor() as cursor:
        # Each is waited for: one that is still ending would answer the pool, and then no more.
        cursor.execute(
            'SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity '
            'WHERE datname = current_database() AND pid != pg_backend_pid()',
        )
        other.execute('SELECT 1')

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
