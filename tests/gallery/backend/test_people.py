"""Signing up, in and out."""

import dataclasses
import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.gallery.backend.given import PHRASE

if TYPE_CHECKING:
    from rest_framework.test import APIClient

ADA = {'username': 'ada', 'password': PHRASE}


def test_comes_in(anybody: 'APIClient') -> None:
    """Who signs up and in is known by the token."""
    created = anybody.post('/api/accounts', ADA, format='json')
    token = anybody.post('/api/session', ADA, format='json').json()['token']
    anybody.credentials(HTTP_AUTHORIZATION=f'Bearer {token}')

    assert created.status_code == 201
    assert anybody.get('/api/me').json() == created.json()
    assert created.json()['username'] == 'ada'


def test_goes_out(ada: 'APIClient') -> None:
    """After signing out, the token is worth nothing."""
    assert ada.delete('/api/session').status_code == 204
    assert ada.get('/api/me').status_code == 401


@pytest.mark.parametrize(
    ('field', 'text'),
    [
        ('username', 'ab'),
        ('username', 'Ada Lovelace'),
        ('username', 'ad\na'),
        ('username', 'ada\x00'),
        ('password', 'short'),
        ('password', 'password123'),
        ('password', '12345678901234'),
        ('password', 'x' * 129),
        ('password', 'good enough \ud800'),
    ],
)
def test_refuses_accounts(anybody: 'APIClient', field: str, text: str) -> None:
    """A name that looks like another, or a password that is guessed, is refused by its field."""
    words = json.dumps({**ADA, field: text})
    answer = anybody.post('/api/accounts', words, content_type='application/json')

    assert answer.status_code == 400
    assert answer['Content-Type'] == 'application/problem+json'
    assert list(answer.json()['errors']) == [field]


def test_takes_a_name_once(anybody: 'APIClient', ada: 'APIClient') -> None:
    """A name belongs to who came first."""
    answer = anybody.post('/api/accounts', ADA, format='json')

    assert answer.status_code == 400
    assert answer.json()['errors'] == {'username': ['This name is taken.']}


def test_does_not_tell_who_is_here(anybody: 'APIClient', ada: 'APIClient') -> None:
    """A wrong name and a wrong password get the same answer."""
    answers = [
        anybody.post('/api/session', {**ADA, **wrong}, format='json')
        for wrong in ({'username': 'nobody'}, {'password': 'wrong password'})
    ]

    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].json() == answers[1].json()


@pytest.mark.parametrize(
    'header',
    ['Bearer', 'Bearer ', 'Bearer x', 'Bearer x.y', 'Bearer 1-1.y', 'Bearer é', 'Basic YTpi'],
)
def test_refuses_tokens(anybody: 'APIClient', header: str) -> None:
    """What is no token is refused, whatever it looks like."""
    anybody.credentials(HTTP_AUTHORIZATION=header)

    answer = anybody.get('/api/me')

    assert answer.status_code == 401
    assert answer['WWW-Authenticate'] == 'Bearer'


def test_forgets_after_a_while(ada: 'APIClient') -> None:
    """A session ends by itself."""
    from django.utils import timezone

    from examples.gallery.backend.people.models import Session

    past = timezone.now() - timedelta(seconds=1)
    Session.objects.across_tenants('default').update(expires=past)

    assert ada.get('/api/me').status_code == 401


def test_keeps_no_secret(anybody: 'APIClient') -> None:
    """Who reads the database can't sign in with what is there."""
    from examples.gallery.backend.people.models import Account, Session

    anybody.post('/api/accounts', ADA, format='json')
    token = anybody.post('/api/session', ADA, format='json').json()['token'].partition('.')[2]

    assert token not in str(Session.objects.across_tenants('default').values())
    assert PHRASE not in str(Account.objects.values())


def test_counts_attempts(anybody: 'APIClient') -> None:
    """Who tries too often is told when to come back; somebody else is not held up."""
    from django.conf import settings
    from django.test import override_settings

    few = dataclasses.replace(settings.GALLERY, rate_sessions='2/hour')
    with override_settings(GALLERY=few):
        answers = [anybody.post('/api/session', ADA, format='json') for _ in range(3)]
        other = anybody.post('/api/session', ADA, format='json', HTTP_X_FORWARDED_FOR='192.0.2.1')

    assert [answer.status_code for answer in answers] == [401, 401, 429]
    assert 0 < int(answers[-1]['Retry-After']) <= 3600
    assert other.status_code == 401


def test_prunes(ada: 'APIClient') -> None:
    """The daily command removes what has expired, and nothing else."""
    from django.core.management import call_command

    from examples.gallery.backend.people.models import Session, Ticket

    tenant = int(ada.get('/api/me').json()['id'])
    Ticket.issue(tenant, timedelta(seconds=-1))
    Session.issue(tenant, timedelta(seconds=-1))
    call_command('prune')

    assert ada.get('/api/me').status_code == 200
    assert not Ticket.objects.across_tenants('default').exists()
    assert Session.objects.across_tenants('default').count() == 1


def test_leaving_is_not_counted(ada: 'APIClient', monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has used up all attempts to sign in may still sign out."""
    from examples.gallery.backend.api.throttles import SessionThrottle

    monkeypatch.setattr(SessionThrottle, '_rate', (0, 3600))
    assert ada.delete('/api/session').status_code == 204
    ada.credentials()
    assert ada.post('/api/session', {}, format='json').status_code == 429
