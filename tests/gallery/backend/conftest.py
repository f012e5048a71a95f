"""Django on a Postgres server of the tests' own: one database, emptied after each test."""

import os
import secrets
import signal
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

if TYPE_CHECKING:
    from rest_framework.test import APIClient

    from galka.fixtures.cluster import Cluster


@pytest.fixture(scope='session')
def gallery_environment(
    postgres_cluster: 'Cluster',
    tmp_path_factory: pytest.TempPathFactory,
) -> Mapping[str, str]:
    """Give the variables with which any process of the back end works on the tests' database."""
    name = f'gallery_{secrets.token_hex(4)}'
    with psycopg.connect(postgres_cluster.dsn(), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE {name} TEMPLATE template0')
    return {
        'GALLERY_ENV_FILE': os.devnull,
        'GALLERY_DATABASE_URL': postgres_cluster.dsn(name),
        'GALLERY_HOSTS': 'testserver,localhost,127.0.0.1',
        'GALLERY_DATABASE_POOL': '5',
        'GALLERY_BACKEND_SECRET_KEY': secrets.token_hex(32),
        'GALLERY_MEDIA_ROOT': str(tmp_path_factory.mktemp('media')),
        'GALLERY_BACKEND_METRICS_PORT': '0',
        'GALLERY_WORKER_METRICS_PORT': '0',
        'GALLERY_UPLOAD_BYTES': '2000000',
        'GALLERY_UPLOAD_PIXELS': '4000000',
        'GALLERY_RATE_ACCOUNTS': '100000/second',
        'GALLERY_RATE_SESSIONS': '100000/second',
        'GALLERY_RATE_UPLOADS': '100000/second',
        'DJANGO_SETTINGS_MODULE': 'examples.gallery.backend.config.settings',
    }


@pytest.fixture(scope='session')
def django(gallery_environment: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    """Set Django up in this process, with all tables; give the variables it was set up with."""
    import django as package
    from django.core.management import call_command

    with pytest.MonkeyPatch.context() as patch:
        for name, text in gallery_environment.items():
            patch.setenv(name, text)
        package.setup()
        call_command('migrate', verbosity=0)
        yield gallery_environment
    from django.db import connection

    connection.close()
    connection.close_pool()


@pytest.fixture
def database(django: Mapping[str, str]) -> Iterator[None]:
    """Let a test use the tables, which are empty."""
    from django.apps import apps
    from django.db import connection

    yield
    tables = ', '.join(model._meta.db_table for model in apps.get_models())
    with connection.cursor() as cursor:
        cursor.execute(f'TRUNCATE {tables}')


@pytest.fixture
def anybody(database: None) -> 'APIClient':
    """Give somebody who is not signed in."""
    from rest_framework.test import APIClient

    return APIClient()


@pytest.fixture
def person(anybody: 'APIClient') -> Callable[[str], 'APIClient']:
    """Give ``person(name)``: a client of somebody who has signed up, and in."""
    from examples.gallery.backend.people.models import Account, Session

    def come(name: str) -> 'APIClient':
        # Hashing a password is slow on purpose; the tests of people do it, and no other.
        account = Account.objects.create(username=name, password='')
        token = Session.issue(account.id, timedelta(hours=1))
        client = type(anybody)()
        client.credentials(HTTP_AUTHORIZATION=f'Bearer {token}')
        return client

    return come


@pytest.fixture
def ada(person: Callable[[str], 'APIClient']) -> 'APIClient':
    """Give ada, signed in."""
    return person('ada')


@pytest.fixture
def grace(person: Callable[[str], 'APIClient']) -> 'APIClient':
    """Give grace, signed in."""
    return person('grace')


@pytest.fixture
def work(database: None) -> Iterator[Callable[[], None]]:
    """Give ``work()``: it does all tasks that wait, as the worker does them."""
    from django.core.management import call_command

    # The worker makes signals its own; afterwards Ctrl-C has to end the tests again.
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)
    handlers = {number: signal.getsignal(number) for number in numbers}
    yield partial(call_command, 'db_worker', batch=True, startup_delay=False, verbosity=0)
    for number, handler in handlers.items():
        signal.signal(number, handler)


@pytest.fixture
def media(gallery_environment: Mapping[str, str]) -> Path:
    """Give the folder of the pictures."""
    return Path(gallery_environment['GALLERY_MEDIA_ROOT'])
