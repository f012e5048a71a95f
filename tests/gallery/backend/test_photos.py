"""Uploading photos, looking at them, and who may."""

import dataclasses
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.gallery.backend.given import file_of, picture, upload

if TYPE_CHECKING:
    from rest_framework.test import APIClient


def test_stores_a_photo(ada: 'APIClient', media: Path) -> None:
    """A photo has an address, a size and a file, and waits for its thumbnail."""
    photo = upload(ada, caption='By the lake')

    assert photo == ada.get(f'/api/photos/{photo["id"]}').json()
    assert photo['owner'] == 'ada'
    assert photo['caption'] == 'By the lake'
    assert (photo['width'], photo['height']) == (64, 48)
    assert (photo['status'], photo['thumbnail'], photo['public']) == ('waiting', None, False)
    assert Image.open(file_of(media, photo['image'])).size == (64, 48)


def test_makes_the_thumbnail_later(
    ada: 'APIClient',
    work: Callable[[], None],
    media: Path,
) -> None:
    """The worker makes a small picture, and the photo is ready."""
    large = ada.post('/api/photos', {'file': picture(size=(1500, 750))}).json()
    work()
    photo = ada.get(f'/api/photos/{large["id"]}').json()

    assert photo['status'] == 'ready'
    assert Image.open(file_of(media, photo['thumbnail'])).size == (480, 240)


def test_tells_of_a_failure(
    ada: 'APIClient',
    work: Callable[[], None],
    media: Path,
) -> None:
    """Where the worker fails, the photo says so."""
    photo = upload(ada)
    file_of(media, photo['image']).unlink()
    work()

    assert ada.get(f'/api/photos/{photo["id"]}').json()['status'] == 'failed'


@pytest.mark.parametrize(('minutes', 'status'), [(11, 'ready'), (1, 'waiting')])
def test_takes_up_lost_work(
    ada: 'APIClient',
    work: Callable[[], None],
    minutes: int,
    status: str,
) -> None:
    """What a worker was doing when it was killed is done later; what one is doing now is not."""
    from django.utils import timezone
    from django_tasks_db.models import DBTaskResult

    photo = upload(ada)
    begun = timezone.now() - timedelta(minutes=minutes)
    DBTaskResult.objects.update(status='RUNNING', started_at=begun)
    work()

    assert ada.get(f'/api/photos/{photo["id"]}').json()['status'] == status


def test_gives_back_what_it_has_taken(ada: 'APIClient', work: Callable[..., None]) -> None:
    """A worker that has to end between taking a task and beginning it leaves it to the next one."""
    from django.utils import timezone
    from django_tasks_db.models import DBTaskResult

    photo = upload(ada)
    DBTaskResult.objects.update(status='RUNNING', started_at=timezone.now(), worker_ids=['one'])
    work(worker_id='two')
    assert ada.get(f'/api/photos/{photo["id"]}').json()['status'] == 'waiting'
    work(worker_id='one')
    work(worker_id='two')
    assert ada.get(f'/api/photos/{photo["id"]}').json()['status'] == 'ready'


@pytest.mark.parametrize('verb', ['get', 'patch', 'delete'])
def test_hides_private_photos(
    ada: 'APIClient',
    grace: 'APIClient',
    anybody: 'APIClient',
    verb: str,
) -> None:
    """A private photo is not there for anybody but its owner, like one that never was."""
    photo = upload(ada)['id']
    never = f'{photo[:-1]}{"1" if photo.endswith("0") else "0"}'
    answers = [
        getattr(grace, verb)(f'/api/photos/{name}', {}, format='json', HTTP_IF_MATCH='*')
        for name in (photo, never)
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert anybody.get(f'/api/photos/{photo}').status_code == 404
    assert ada.get(f'/api/photos/{photo}').status_code == 200


def test_shows_public_photos(ada: 'APIClient', grace: 'APIClient', anybody: 'APIClient') -> None:
    """Everybody sees a public photo; only its owner changes it, and sees its album."""
    album = ada.post('/api/albums', {'title': 'Lakes'}, format='json').json()['id']
    photo = upload(ada, public=True, album=album)
    address = f'/api/photos/{photo["id"]}'

    assert photo['album'] == album
    assert anybody.get(address).json() == {**photo, 'album': None}
    assert grace.delete(address).status_code == 403
    assert anybody.delete(address).status_code == 401


@pytest.mark.parametrize(
    'name', ['1', '1-', '-1', '1-1', 'u-1', 'z' * 30, '7zzzzzzzzzzzz-7zzzzzzzzzzzz']
)
def test_knows_what_is_no_photo(ada: 'APIClient', name: str) -> None:
    """An address that is none gets a problem, and never an error."""
    answer = ada.get(f'/api/photos/{name}')

    assert answer.status_code == 404
    assert answer['Content-Type'] == 'application/problem+json'


def test_turns_pages(ada: 'APIClient') -> None:
    """Following the addresses shows each photo once, the newest first, whatever comes in."""
    made = [upload(ada)['id'] for _ in range(26)]
    first = ada.get('/api/photos').json()
    upload(ada)
    second = ada.get(first['next']).json()

    seen = [photo['id'] for page in (first, second) for photo in page['results']]
    assert seen == list(reversed(made))
    assert second['next'] is None


@pytest.mark.parametrize('cursor', ['x', '1', '1-u', '-', '9' * 40])
def test_refuses_cursors(ada: 'APIClient', cursor: str) -> None:
    """A cursor that nobody gave out is refused, and named."""
    answer = ada.get('/api/photos', {'cursor': cursor})

    assert answer.status_code == 400
    assert list(answer.json()['errors']) == ['cursor']


def test_counts_uploads(ada: 'APIClient', grace: 'APIClient') -> None:
    """Who uploads too often waits; others do not, although they have the same address."""
    from django.conf import settings
    from django.test import override_settings

    few = dataclasses.replace(settings.GALLERY, rate_uploads='1/hour')
    with override_settings(GALLERY=few):
        codes = [
            client.post('/api/photos', {'file': picture()}).status_code
            for client in (ada, ada, grace)
        ]

    assert codes == [201, 429, 201]
