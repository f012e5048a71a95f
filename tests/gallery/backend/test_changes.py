"""Changing and deleting photos."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.gallery.backend.given import file_of, named, picture, upload

if TYPE_CHECKING:
    from rest_framework.test import APIClient


def test_sends_nothing_twice(ada: 'APIClient') -> None:
    """Who has the present version gets 304 and no body; after a change, the new one."""
    address = f'/api/photos/{upload(ada)["id"]}'
    etag = ada.get(address)['ETag']
    known = ada.get(address, HTTP_IF_NONE_MATCH=f'"other", W/{etag}')
    ada.patch(address, {'caption': 'New'}, format='json', HTTP_IF_MATCH=etag)
    changed = ada.get(address, HTTP_IF_NONE_MATCH=etag)

    assert (known.status_code, known.content, known['ETag']) == (304, b'', etag)
    assert changed.status_code == 200
    assert changed['Cache-Control'] == 'private, no-cache'


def test_changes_what_was_seen(ada: 'APIClient') -> None:
    """A change needs the version that it is about."""
    address = f'/api/photos/{upload(ada)["id"]}'
    etag = ada.get(address)['ETag']
    blind = ada.patch(address, {'caption': 'Blind'}, format='json')
    good = ada.patch(address, {'caption': 'Good'}, format='json', HTTP_IF_MATCH=etag)
    stale = ada.patch(address, {'caption': 'Stale'}, format='json', HTTP_IF_MATCH=etag)
    any_version = ada.patch(address, {'public': True}, format='json', HTTP_IF_MATCH='*')

    codes = [answer.status_code for answer in (blind, good, stale, any_version)]
    assert codes == [428, 200, 412, 200]
    assert any_version.json()['caption'] == 'Good'
    assert ada.get(address)['ETag'] == any_version['ETag']


def test_lets_one_of_two_win(ada: 'APIClient') -> None:
    """Of two changes of one version, the second finds that it came too late."""
    from examples.gallery.backend.api.problems import Stale
    from examples.gallery.backend.photos import storing
    from examples.gallery.backend.photos.models import Photo

    upload(ada)
    first = Photo.objects.across_tenants('default').get()
    second = Photo.objects.across_tenants('default').get()
    storing.change(first, caption='First')

    with pytest.raises(Stale):
        storing.change(second, caption='Second')


def test_keeps_what_is_not_the_owners_to_change(ada: 'APIClient') -> None:
    """What the gallery itself says of a photo can't be written."""
    photo = upload(ada)
    answer = ada.patch(
        f'/api/photos/{photo["id"]}',
        {'owner': 'grace', 'status': 'ready', 'image': '/etc/passwd', 'id': '1-1', 'width': 1},
        format='json',
        HTTP_IF_MATCH='*',
    )

    assert answer.status_code == 200
    assert answer.json() == photo


def test_shares_a_file(ada: 'APIClient', work: Callable[[], None], media: Path) -> None:
    """One person's same picture is one file, which stays until the last photo of it goes."""
    body = picture().getvalue()
    one, two = (ada.post('/api/photos', {'file': named(body, 'a.jpg')}).json() for _ in range(2))
    work()
    thumbnail = ada.get(f'/api/photos/{two["id"]}').json()['thumbnail']
    there = [file_of(media, two['image']), file_of(media, thumbnail)]
    ada.delete(f'/api/photos/{one["id"]}')
    work()
    after_one = [path.exists() for path in there]
    ada.delete(f'/api/photos/{two["id"]}')
    work()

    assert one['image'] == two['image']
    assert after_one == [True, True]
    assert [path.exists() for path in there] == [False, False]


def test_has_an_address_that_nobody_guesses(
    ada: 'APIClient',
    grace: 'APIClient',
    work: Callable[[], None],
    media: Path,
) -> None:
    """Who has the same picture learns nothing of it: the file of each has another address."""
    body = picture().getvalue()
    hers, mine = (
        client.post('/api/photos', {'file': named(body, 'a.jpg')}).json() for client in (grace, ada)
    )
    kept = file_of(media, mine['image'])
    grace.delete(f'/api/photos/{hers["id"]}')
    work()

    assert not file_of(media, hers['image']).exists()
    assert hashlib.sha256(kept.read_bytes()).hexdigest() != kept.stem


def test_outlives_its_key(ada: 'APIClient', work: Callable[[], None], media: Path) -> None:
    """After a change of the secret old photos have their files, and take them along in the end."""
    from django.test import override_settings

    body = picture().getvalue()
    old = ada.post('/api/photos', {'file': named(body, 'a.jpg')}).json()
    with override_settings(SECRET_KEY='another ' * 8):
        new = ada.post('/api/photos', {'file': named(body, 'a.jpg')}).json()
        there = [file_of(media, photo['image']).exists() for photo in (old, new)]
        for photo in (old, new):
            ada.delete(f'/api/photos/{photo["id"]}')
        work()

    assert there == [True, True]
    assert old['image'] != new['image']
    assert not file_of(media, old['image']).exists()
    assert not file_of(media, new['image']).exists()


def test_forgets_a_photo_before_its_thumbnail(
    ada: 'APIClient',
    work: Callable[[], None],
    media: Path,
) -> None:
    """A photo that is deleted before the worker comes leaves no file."""
    photo = upload(ada)
    before = {path for path in media.rglob('*') if path.is_file()}
    ada.delete(f'/api/photos/{photo["id"]}')
    work()

    left = {path for path in media.rglob('*') if path.is_file()}
    assert before - left == {file_of(media, photo['image'])}
    assert left <= before


def test_forgets_a_thumbnail_that_came_late(
    ada: 'APIClient',
    work: Callable[[], None],
    media: Path,
) -> None:
    """A thumbnail that is made while its photo is being deleted goes with it."""
    from examples.gallery.backend.photos import storing
    from examples.gallery.backend.photos.models import Photo

    photo = upload(ada)
    before = Photo.objects.across_tenants('default').get()
    work()
    thumbnail = ada.get(f'/api/photos/{photo["id"]}').json()['thumbnail']
    storing.remove(before)
    work()

    assert not file_of(media, thumbnail).exists()
