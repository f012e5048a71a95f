"""Everybody's public photos: the one question that goes to all shards, on purpose and by name."""

import heapq
from collections.abc import Iterator
from itertools import islice
from operator import attrgetter

from django.db import models

from examples.gallery.backend.photos.models import Photo
from examples.gallery.backend.tenancy.keys import Key
from examples.gallery.backend.tenancy.shards import every_alias


def newest_public(before: Key | None, most: int) -> list[Photo]:
    """Return the newest public photos of everybody, older than a given one.

    Each database gives its newest, already sorted; merging them needs no more than one page of
    each. With one database there is nothing to merge, and the code is the same.
    """
    pages = [_page(alias, before, most) for alias in every_alias()]
    merged = heapq.merge(*pages, key=attrgetter('id', 'tenant_id'), reverse=True)
    return list(islice(merged, most))


def _page(alias: str, before: Key | None, most: int) -> Iterator[Photo]:
    photos = Photo.objects.across_tenants(alias).filter(public=True)
    if before:
        same_moment = models.Q(id=before.id, tenant_id__lt=before.tenant_id)
        photos = photos.filter(models.Q(id__lt=before.id) | same_moment)
    return photos.order_by('-id', '-tenant_id')[:most].iterator()
