"""Albums, which are their owner's business."""

from typing import TYPE_CHECKING

import pytest

from tests.gallery.backend.given import picture

if TYPE_CHECKING:
    from rest_framework.test import APIClient


def new_album(client: 'APIClient', title: str = 'Lakes') -> str:
    """Make an album; return its key."""
    return str(client.post('/api/albums', {'title': title}, format='json').json()['id'])


def test_keeps_albums(ada: 'APIClient') -> None:
    """An album is made, shown, and given another title."""
    old, new = new_album(ada), new_album(ada, 'Hills')
    renamed = ada.patch(f'/api/albums/{old}', {'title': 'Seas'}, format='json')

    assert renamed.json() == ada.get(f'/api/albums/{old}').json()
    titles = [(album['id'], album['title']) for album in ada.get('/api/albums').json()]
    assert titles == [(new, 'Hills'), (old, 'Seas')]


@pytest.mark.parametrize('title', ['', ' ', 'x' * 101, 'a\x00', None])
def test_refuses_titles(ada: 'APIClient', title: str | None) -> None:
    """A title has to be one."""
    answer = ada.post('/api/albums', {'title': title}, format='json')

    assert answer.status_code == 400
    assert list(answer.json()['errors']) == ['title']


@pytest.mark.parametrize('verb', ['get', 'patch', 'delete'])
def test_hides_albums(ada: 'APIClient', grace: 'APIClient', verb: str) -> None:
    """Somebody else's album is not there."""
    address = f'/api/albums/{new_album(ada)}'
    answer = getattr(grace, verb)(address, {'title': 'Mine'}, format='json')

    assert answer.status_code == 404
    assert grace.get('/api/albums').json() == []
    assert ada.get(address).json()['title'] == 'Lakes'


def test_holds_photos(ada: 'APIClient') -> None:
    """A list shows the photos of one album."""
    album = new_album(ada)
    inside = ada.post('/api/photos', {'file': picture(), 'album': album}).json()
    ada.post('/api/photos', {'file': picture(), 'album': ''})

    page = ada.get('/api/photos', {'album': album}).json()

    assert page['results'] == [inside]
    assert inside['album'] == album


def test_takes_no_photos_of_others(ada: 'APIClient', grace: 'APIClient') -> None:
    """Nobody puts a photo into somebody else's album, nor looks into it."""
    album = new_album(ada)
    ada.post('/api/photos', {'file': picture(), 'album': album})
    answer = grace.post('/api/photos', {'file': picture(), 'album': album})

    assert answer.status_code == 400
    assert answer.json()['errors'] == {'album': ['You have no such album.']}
    assert grace.get('/api/photos', {'album': album}).json()['results'] == []


def test_leaves_its_photos(ada: 'APIClient') -> None:
    """Deleting an album leaves its photos, in no album."""
    album = new_album(ada)
    photo = ada.post('/api/photos', {'file': picture(), 'album': album}).json()

    assert ada.delete(f'/api/albums/{album}').status_code == 204
    assert ada.get(f'/api/photos/{photo["id"]}').json() == {**photo, 'album': None}


def test_meets_a_lost_album(ada: 'APIClient') -> None:
    """An album that goes while a photo is put into it makes a conflict, and no error."""
    from examples.gallery.backend.api.problems import handle
    from examples.gallery.backend.photos import storing
    from examples.gallery.backend.photos.models import Photo

    ada.post('/api/photos', {'file': picture()})
    photo = Photo.objects.across_tenants('default').get()
    with pytest.raises(Exception, match='photo_album') as caught:
        storing.change(photo, album_id=1)
    answer = handle(caught.value, {})

    assert answer is not None
    assert answer.status_code == 409
