"""Accounts, and the secrets that stand for them."""

import hashlib
import secrets
from datetime import timedelta
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils import timezone

from examples.gallery.backend.tenancy.ids import new_tenant_id
from examples.gallery.backend.tenancy.keys import Key
from examples.gallery.backend.tenancy.models import TenantModel

_SECRET_BYTES = 24


class Account(AbstractBaseUser):
    """A person who signed up, and by that a tenant: the account's id is the tenant's.

    Accounts are in the directory, since nobody knows the tenant of somebody who signs in.
    """

    id = models.BigIntegerField(primary_key=True, default=new_tenant_id, editable=False)
    username = models.CharField(max_length=30, unique=True)
    created = models.DateTimeField(auto_now_add=True)
    last_login = None

    USERNAME_FIELD = 'username'

    def __str__(self) -> str:
        return self.username


class Secret(TenantModel):
    """Something that proves who somebody is, until it expires. Only its digest is kept."""

    digest = models.CharField(max_length=64)
    expires = models.DateTimeField()

    class Meta:
        abstract = True

    @classmethod
    def issue(cls, tenant: int, lifetime: timedelta) -> str:
        """Return a new secret: the tenant is in it, so that one shard is asked for it later."""
        word = secrets.token_urlsafe(_SECRET_BYTES)
        row = cls.objects.for_tenant(tenant).create(
            digest=_digest(word),
            expires=timezone.now() + lifetime,
        )
        return f'{Key(tenant, row.id)}.{word}'

    @classmethod
    def matching(cls, text: str) -> models.QuerySet[Self]:
        """Return the row of a secret if it is good, else no row.

        Raises:
            ValueError: nothing like this was ever issued.

        """
        name, _, word = text.partition('.')
        key = Key.parse(name)
        rows = cls.objects.for_tenant(key.tenant_id)
        return rows.filter(id=key.id, digest=_digest(word), expires__gt=timezone.now())


class Session(Secret):
    """Somebody is signed in. Its secret is the token of the Authorization header."""

    class Meta(Secret.Meta):
        indexes = (models.Index(fields=('expires',), name='session_expires'),)


class Ticket(Secret):
    """Opens one WebSocket, once: a token in an address would end up in logs."""

    class Meta(Secret.Meta):
        indexes = (models.Index(fields=('expires',), name='ticket_expires'),)


def _digest(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()
