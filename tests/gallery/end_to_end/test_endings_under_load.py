"""SIGTERM under load: no request that was accepted is lost, nor anything that came of it.

Accepted is what a program has read. Whoever is refused hears it: nobody listens, or NGINX, or the
front end, answers 502 or 503; then no program knows the request, and nothing of it is kept.
"""

import sys
from collections import Counter

from tests.gallery.end_to_end.assembled import Assembled, wait_until
from tests.gallery.end_to_end.crowd import Crowd

KINDS = ('page', 'read', 'upload', 'form')
UPLOADS = ('upload', 'form')
ENOUGH = 3  # right answers of each kind before each signal
RUNNING = "SELECT id FROM django_tasks_database_dbtaskresult WHERE status = 'RUNNING'"


def test_each_part_ends_alone(gallery: Assembled) -> None:
    """While one part after the other ends and begins again, nothing is lost."""
    gallery.start()
    crowd = Crowd(gallery.address)
    crowd.come()
    with crowd.pressing():
        for part in ('frontend', 'backend', 'worker', 'nginx'):
            _wait_for_answers(crowd)
            if part == 'worker':
                _wait_for_a_task(gallery)
            assert gallery.stop(part) == 0, gallery.said()
            gallery.start()
        _wait_for_answers(crowd)
    _judge(gallery, crowd)


def test_the_whole_ends(gallery: Assembled) -> None:
    """SIGTERM ends the gallery from the outside to the inside, and what waits is done later."""
    site = gallery.start_whole()
    crowd = Crowd(gallery.address)
    crowd.come()
    with crowd.pressing():
        _wait_for_answers(crowd)
        assert site.stop() == 0, gallery.said()
    assert not gallery.query(RUNNING), 'the worker was killed in the middle of a task'
    gallery.start('worker')
    _judge(gallery, crowd)


def _wait_for_answers(crowd: Crowd) -> None:
    """Wait until everything that visitors do has worked a few times from now on."""
    before = crowd.answered()
    wait_until(lambda: all(crowd.answered()[kind] >= before[kind] + ENOUGH for kind in KINDS))


def _wait_for_a_task(gallery: Assembled) -> None:
    """Wait until the worker is in the middle of a thumbnail."""
    wait_until(lambda: bool(gallery.query(RUNNING)))


def _judge(gallery: Assembled, crowd: Crowd) -> None:
    """Look at each request, and at each photo that came of one."""
    known = gallery.statuses()
    lost = [
        (one, known[one.request_id])
        for one in crowd.asked
        if not (one.answer or one.is_refused) or known[one.request_id] - {one.status}
    ]
    refused = Counter(one.status for one in crowd.asked if one.is_refused)
    sys.stdout.write(
        f'answered {dict(crowd.answered())}, refused {dict(refused)}, lost {len(lost)}\n'
    )
    assert not lost, lost
    assert not any(gallery.lost()), 'Daphne has ended before its requests'

    told = {one.answer for one in crowd.asked if one.kind in UPLOADS and one.answer}
    owner = min(told).partition('-')[0]
    wait_until(lambda: all(photo.thumbnail for photo in gallery.kept(owner)))
    kept = gallery.kept(owner)
    missing = [photo for photo in kept if not photo.is_whole]
    sys.stdout.write(f'photos {len(kept)}, without a file {len(missing)}\n')
    assert {photo.name for photo in kept} == told, 'kept is not what was told'
    assert not missing, missing
