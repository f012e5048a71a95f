"""Whose rows a query is about: who does not say it, gets none."""

import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from rest_framework.test import APIClient

#: Each unique index of a table, and each foreign key, with the columns that it is made of.
_KEYS = """
SELECT con.conrelid::regclass::text, con.conname, array_agg(att.attname::text)
FROM pg_constraint con
JOIN pg_attribute att ON att.attrelid = con.conrelid AND att.attnum = ANY (con.conkey)
WHERE con.contype IN ('p', 'u', 'f') AND con.conrelid::regclass::text = ANY (%s)
GROUP BY 1, 2
"""


@pytest.fixture
def rows(database: None) -> Any:
    """Give the table of albums, with one of each of two tenants."""
    from examples.gallery.backend.photos.models import Album
    from examples.gallery.backend.tenancy.ids import new_tenant_id

    Album.tenants = (new_tenant_id(), new_tenant_id())
    for tenant in Album.tenants:
        Album.objects.for_tenant(tenant).create(title=str(tenant))
    return Album


QUESTIONS: dict[str, Callable[[Any], object]] = {
    'all': lambda rows: list(rows.objects.all()),
    'filter': lambda rows: list(rows.objects.filter(title='x')),
    'count': lambda rows: rows.objects.count(),
    'create': lambda rows: rows.objects.create(title='x'),
    'update': lambda rows: rows.objects.update(title='x'),
    'save': lambda rows: rows(title='x').save(),
    'base manager': lambda rows: list(rows._base_manager.all()),
    'delete': lambda rows: rows._base_manager.all().delete(),
    'bulk': lambda rows: rows._base_manager.bulk_create([rows(tenant_id=1, id=1, title='x')]),
    'raw': lambda rows: list(rows.objects.raw('SELECT * FROM photos_album')),
}


@pytest.mark.parametrize('question', QUESTIONS)
def test_fails_closed(rows: Any, question: str) -> None:
    """A query that does not say whose rows it is about is refused, and changes nothing."""
    from examples.gallery.backend.tenancy.errors import NoTenant

    with pytest.raises(NoTenant):
        QUESTIONS[question](rows)
    titles = rows.objects.across_tenants('default').values_list('title', flat=True)

    assert sorted(titles) == sorted(map(str, rows.tenants))


@pytest.mark.parametrize('tenant', [0, -1])
def test_knows_its_shards(rows: Any, tenant: int) -> None:
    """A tenant that no database holds is refused, and not looked for anywhere."""
    from examples.gallery.backend.tenancy.errors import NoShard

    with pytest.raises(NoShard):
        rows.objects.for_tenant(tenant)


def test_names_a_tenant(rows: Any) -> None:
    """A query for one tenant sees that tenant's rows, whatever it does."""
    mine, theirs = rows.tenants
    rows.objects.for_tenant(mine).update(title='changed')
    rows.objects.for_tenant(mine).exclude(title='x').delete()

    assert not rows.objects.for_tenant(mine).exists()
    assert rows.objects.for_tenant(theirs).get().title == str(theirs)


def test_works_for_a_tenant(rows: Any) -> None:
    """Inside of the block a tenant is meant; after it, and beside it, nobody is."""
    from examples.gallery.backend.tenancy.context import working_for
    from examples.gallery.backend.tenancy.errors import NoTenant

    seen: list[str] = []

    def look() -> None:
        try:
            seen.append(str(rows.objects.count()))
        except NoTenant:
            seen.append('nobody')

    with working_for(rows.tenants[0]):
        assert rows.objects.get().title == str(rows.tenants[0])
        assert rows.objects.create(title='x').tenant_id == rows.tenants[0]
        beside = threading.Thread(target=look)
        beside.start()
        beside.join()
    look()

    assert seen == ['nobody', 'nobody']


def test_follows_relations(ada: 'APIClient') -> None:
    """From a row, the way to another row of its tenant needs no more words."""
    from examples.gallery.backend.photos.models import Album, Photo
    from examples.gallery.backend.tenancy.ids import new_tenant_id

    tenant = new_tenant_id()
    album = Album.objects.for_tenant(tenant).create(title='Lakes')
    photo = Photo.objects.for_tenant(tenant).create(width=1, height=1, album_id=album.id)

    assert photo.album == album


def test_has_the_tenant_in_every_key(database: None) -> None:
    """Every unique key and every foreign key of a tenant's table holds the tenant."""
    from django.apps import apps
    from django.db import connection

    from examples.gallery.backend.tenancy.models import TenantModel

    models = [model for model in apps.get_models() if issubclass(model, TenantModel)]
    with connection.cursor() as cursor:
        cursor.execute(_KEYS, ([model._meta.db_table for model in models],))
        keys = cursor.fetchall()

    assert len(keys) == len(models) + 1  # each one's own key, and the one from photo to album
    assert [key for key in keys if 'tenant_id' not in key[2]] == []


def test_makes_ids() -> None:
    """Ids that many threads make at once are all different, sort by time, and tell their shard."""
    from examples.gallery.backend.tenancy.ids import Maker, shard_of

    maker = Maker()
    made: list[list[int]] = []

    def make() -> None:
        made.append([maker.make(4095) for _ in range(3000)])

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ids = [number for one in made for number in one]

    assert len(set(ids)) == len(ids) == 12_000
    assert {shard_of(number) for number in ids} == {4095}
    assert max(ids) < 2**63
    moments = [number >> 22 for number in made[0]]
    assert moments == sorted(moments)


def test_ids_never_go_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the clock is set back, ids go on from where they were."""
    from examples.gallery.backend.tenancy import ids

    clock: Iterator[int] = iter((2_000_000_000_000, 1_900_000_000_000, 1_900_000_000_000))
    monkeypatch.setattr(ids.time, 'time_ns', lambda: next(clock) * 1_000_000)
    maker = ids.Maker()
    made = [maker.make(0) for _ in range(3)]

    assert len(set(made)) == 3
    assert {number >> 22 for number in made} == {2_000_000_000_000 - ids._EPOCH}


def test_names_rows() -> None:
    """A key is read back as it was written, and anything else is refused."""
    from examples.gallery.backend.tenancy.keys import Key

    for key in (Key(1, 2**63 - 1), Key(252275410605335088, 32)):
        assert Key.parse(str(key)) == key
    for text in ('', '-', '1', '1-0', '0-1', '1-u', '1--1', '1-1-1', f'1-{"z" * 13}', 'A-1'):
        with pytest.raises(ValueError):
            Key.parse(text)
