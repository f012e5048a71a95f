"""The back end as the front end sees it: its answers kept in memory."""

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from galka.fixtures.upstream import Answer, Request

CREATED = '2026-01-02T03:04:05+00:00'
JSON = 'application/json'


def photo(**changes: object) -> dict[str, Any]:
    """Return a photo as the API tells it."""
    return {
        'id': '7',
        'owner': 'ada',
        'caption': 'A lighthouse',
        'public': True,
        'album': None,
        'created': CREATED,
        'width': 640,
        'height': 480,
        'status': 'ready',
        'image': '/media/aa/bb/aabb.jpg',
        'thumbnail': '/media/cc/dd/ccdd.webp',
        **changes,
    }


def answer(status: int, content: object = None, **headers: str) -> Answer:
    """Return an answer with JSON in it, or with nothing."""
    body = b'' if content is None else json.dumps(content).encode()
    named = {name.replace('_', '-'): text for name, text in headers.items()}
    return status, {'Content-Type': JSON, **named}, body


def problem(status: int, detail: str = '', **more: object) -> Answer:
    """Return an answer that refuses."""
    title = HTTPStatus(status).phrase
    return answer(status, {'title': title, 'status': status, 'detail': detail, **more})


class FakeApi:
    """Answers what it was told to, and remembers what it was asked."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.answers: dict[str, Answer | Callable[[Request], Answer]] = {
            'POST /api/accounts': answer(201, {'username': 'ada'}),
            'POST /api/session': answer(201, {'token': 'a-token'}),
            'DELETE /api/session': answer(204),
            'GET /api/feed': answer(200, {'next': None, 'results': [photo()]}),
            'GET /api/photos': answer(200, {'next': None, 'results': [photo()]}),
            'POST /api/photos': answer(201, photo(status='waiting', thumbnail=None)),
            'GET /api/photos/7': answer(200, photo(), ETag='"1"'),
            'PATCH /api/photos/7': answer(200, photo(), ETag='"2"'),
            'DELETE /api/photos/7': answer(204),
            'GET /api/albums': answer(200, [{'id': '3', 'title': 'Sea'}]),
            'POST /api/albums': answer(201, {'id': '4', 'title': 'Hills'}),
            'GET /api/albums/3': answer(200, {'id': '3', 'title': 'Sea'}),
            'PATCH /api/albums/3': answer(200, {'id': '3', 'title': 'Seas'}),
            'DELETE /api/albums/3': answer(204),
            'POST /api/ticket': answer(201, {'ticket': 'a-ticket'}),
            'GET /health/ready': answer(200, {'status': 'ready'}),
        }

    def __call__(self, request: Request) -> Answer:
        """Answer one request."""
        self.requests.append(request)
        found = self.answers.get(f'{request.method} {request.path.split("?")[0]}', problem(404))
        return found(request) if callable(found) else found

    def asked(self, what: str) -> Request:
        """Return the last request of a method and a path."""
        for request in reversed(self.requests):
            if f'{request.method} {request.path.split("?")[0]}' == what:
                return request
        raise AssertionError(f'nobody asked for {what}, only for {self.summary()}')

    def summary(self) -> list[str]:
        """Return what was asked for, in order."""
        return [f'{request.method} {request.path}' for request in self.requests]

    def sent(self, what: str) -> Mapping[str, Any]:
        """Return the JSON of the last request of a method and a path."""
        return dict(json.loads(self.asked(what).body))
