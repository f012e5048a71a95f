"""Everybody's public photos, over all shards."""

from typing import TYPE_CHECKING

import pytest

from tests.gallery.backend.given import picture

if TYPE_CHECKING:
    from rest_framework.test import APIClient


def test_shows_what_is_public(
    ada: 'APIClient',
    grace: 'APIClient',
    anybody: 'APIClient',
) -> None:
    """Everybody sees the public photos of all people, the newest first, with their names."""
    for client, public in ((ada, True), (grace, True), (ada, False)):
        client.post('/api/photos', {'file': picture(), 'public': public})

    page = anybody.get('/api/feed').json()

    assert [photo['owner'] for photo in page['results']] == ['grace', 'ada']
    assert page['next'] is None


def test_turns_pages(ada: 'APIClient', grace: 'APIClient', anybody: 'APIClient') -> None:
    """Each photo is on one page, also where two have the same id."""
    from examples.gallery.backend.photos.models import Photo

    for client in (ada, grace) * 13:
        client.post('/api/photos', {'file': picture(), 'public': True})
    rows = Photo.objects.across_tenants('default').order_by('-id')
    # The last of the first page and the first of the second were made in the same millisecond.
    last, following = rows[23:25]
    rows.filter(id=following.id).update(id=last.id)

    first = anybody.get('/api/feed').json()
    second = anybody.get(first['next']).json()

    seen = [photo['id'] for page in (first, second) for photo in page['results']]
    assert len(set(seen)) == len(seen) == 26


def test_asks_little(ada: 'APIClient', grace: 'APIClient', anybody: 'APIClient') -> None:
    """A page takes two queries, however many people are on it."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for client in (ada, grace):
        client.post('/api/photos', {'file': picture(), 'public': True})
    with CaptureQueriesContext(connection) as queries:
        anybody.get('/api/feed')

    assert len(queries) == 2


def test_merges_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of several databases become one, sorted, without reading more than is needed."""
    from examples.gallery.backend.photos import feed
    from examples.gallery.backend.photos.models import Photo

    pages = {'one': [9, 4, 1], 'two': [8, 7, 2]}
    monkeypatch.setattr(feed, 'every_alias', lambda: pages)
    monkeypatch.setattr(
        feed,
        '_page',
        lambda alias, before, most: [Photo(tenant_id=1, id=n) for n in pages[alias][:most]],
    )

    assert [photo.id for photo in feed.newest_public(None, 4)] == [9, 8, 7, 4]
