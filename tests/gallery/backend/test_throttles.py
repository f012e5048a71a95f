"""Limits hold, also when many requests come at the same moment."""

import dataclasses
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import repeat
from types import SimpleNamespace
from typing import Any

import pytest


@pytest.fixture
def request_of_ada(database: None) -> Iterator[Any]:
    """Give a request of a person who may upload ten photos."""
    from django.conf import settings
    from django.test import override_settings

    few = dataclasses.replace(settings.GALLERY, rate_uploads='10/day')
    with override_settings(GALLERY=few):
        yield SimpleNamespace(user=SimpleNamespace(pk=1))


def test_counts_each_of_many(request_of_ada: Any) -> None:
    """Of forty requests at the same moment, exactly as many pass as are allowed."""
    from django.db import connection

    from examples.gallery.backend.api.throttles import UploadThrottle

    def ask(_: int) -> bool:
        with closing(connection):
            return UploadThrottle().allow_request(request_of_ada, None)

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(ask, range(40))) == 10


def test_begins_again(request_of_ada: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the next window of time, all is allowed again; until then the answer says how long."""
    from examples.gallery.backend.api import throttles

    day = 86_400
    times = iter([day - 10, *repeat(day - 9, 10), day + 1])
    monkeypatch.setattr(throttles.time, 'time', lambda: next(times))
    asked = [throttles.UploadThrottle() for _ in range(12)]
    allowed = [one.allow_request(request_of_ada, None) for one in asked]

    assert allowed == [*repeat(True, 10), False, True]
    assert asked[10].wait() == 9
