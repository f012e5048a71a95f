"""Files that were left without a photo: the daily command removes them, and no other."""

import os
import signal
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from galka.fixtures.processes import Processes
from tests.gallery.backend.back_end import wait_until
from tests.gallery.backend.given import file_of, named, picture, upload

if TYPE_CHECKING:
    from rest_framework.test import APIClient

#: Stores a picture, and is killed when its file and its row are there, and before the commit.
KILLED = """
import os, signal, sys
import django
django.setup()
from django.core.files.uploadedfile import SimpleUploadedFile
from examples.gallery.backend.photos import storing
storing.announce = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
with open(sys.argv[2], 'rb') as file:
    storing.store(int(sys.argv[1]), SimpleUploadedFile('a.jpg', file.read()))
"""
WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


@pytest.fixture
def tenant(ada: 'APIClient') -> int:
    """Give ada's number."""
    return int(ada.get('/api/me').json()['id'])


def files(media: Path) -> set[Path]:
    """Return all files."""
    return {path for path in media.rglob('*') if path.is_file()}


def make_old(paths: set[Path]) -> None:
    """Let files have been there for long."""
    for path in paths:
        os.utime(path, (0, 0))


def test_removes_what_a_kill_left(
    ada: 'APIClient',
    tenant: int,
    django: Mapping[str, str],
    processes: Processes,
    tmp_path: Path,
    media: Path,
) -> None:
    """A process that is killed between file and row leaves a file; it goes when it is old."""
    from django.core.management import call_command

    before = files(media)
    shown = file_of(media, upload(ada)['image'])
    source = tmp_path / 'a.jpg'
    source.write_bytes(picture().getvalue())
    command = [sys.executable, '-c', KILLED, str(tenant), str(source)]
    assert processes.run(command, env=django, timeout=60).returncode == -signal.SIGKILL
    left = (files(media) - before - {shown}).pop()
    assert len(ada.get('/api/photos').json()['results']) == 1

    call_command('prune')
    assert left.exists(), 'a file this young may belong to an upload that is still on its way'
    make_old({left, shown})
    call_command('prune')
    assert not left.exists()
    assert shown.exists()


def test_spares_what_is_not_ours(anybody: 'APIClient', media: Path) -> None:
    """Where the folder of pictures holds something else, an old file of others stays."""
    from django.core.management import call_command

    theirs = {media / 'notes.txt', media / 'ab/cd/notes.jpg'}
    for path in theirs:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    make_old(theirs)
    call_command('prune')
    assert theirs <= files(media)


def test_spares_what_is_uploaded_again(ada: 'APIClient', tenant: int, media: Path) -> None:
    """An old file that a new upload has found, and not yet named, is not removed under it."""
    from django.core.management import call_command
    from django.db import connection, transaction

    from examples.gallery.backend.photos import media as kept
    from examples.gallery.backend.photos.decoding import decode
    from examples.gallery.backend.photos.models import Photo

    body = decode(named(picture().getvalue(), 'a.jpg'), 10_000)
    with transaction.atomic():
        path = kept.path_of(kept.keep(tenant, body))
    make_old({path})

    def prune() -> None:
        call_command('prune')
        connection.close()

    pruning = threading.Thread(target=prune)
    with transaction.atomic():
        name = kept.keep(tenant, body)
        pruning.start()
        wait_until(_somebody_waits)
        Photo.objects.for_tenant(tenant).create(image=name, width=1, height=1)
    pruning.join()

    assert path.exists()


def _somebody_waits() -> bool:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return bool(cursor.fetchone()[0])
