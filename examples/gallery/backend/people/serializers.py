"""What is said about people, and what they say to come in."""

from typing import Any, Final

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError as PasswordRefused
from django.db import IntegrityError
from rest_framework import serializers
from rest_framework.exceptions import AuthenticationFailed

from examples.gallery.backend.people.models import Account

_LONGEST_PASSWORD: Final = 128


class Person(serializers.Serializer[Account]):
    """Somebody, as everybody may see them."""

    id = serializers.CharField(read_only=True)
    username = serializers.CharField(read_only=True)


class SignUp(serializers.Serializer[Account]):
    """A new account."""

    username = serializers.RegexField(
        '^[a-z0-9_]{3,30}$',
        error_messages={'invalid': 'Use 3 to 30 small letters, digits and underscores.'},
    )
    password = serializers.CharField(
        max_length=_LONGEST_PASSWORD,
        trim_whitespace=False,
        write_only=True,
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse a password that others guess."""
        try:
            validate_password(attrs['password'], Account(username=attrs['username']))
        except PasswordRefused as refused:
            raise serializers.ValidationError({'password': refused.messages}) from refused
        return attrs

    def create(self, validated_data: dict[str, Any]) -> Account:
        """Create the account; the database decides whether the name is free."""
        account = Account(username=validated_data['username'])
        account.set_password(validated_data['password'])
        try:
            account.save(force_insert=True)
        except IntegrityError as taken:
            raise serializers.ValidationError({'username': ['This name is taken.']}) from taken
        return account


class SignIn(serializers.Serializer[Account]):
    """A name and a password."""

    username = serializers.CharField(max_length=30)
    password = serializers.CharField(
        max_length=_LONGEST_PASSWORD,
        trim_whitespace=False,
        write_only=True,
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Find the account; both kinds of mistake look the same, and take equally long."""
        account = Account.objects.filter(username=attrs['username']).first()
        # Checking against no password takes as long as checking against one.
        known = account.password if account else make_password(None)
        if not check_password(attrs['password'], known):
            raise AuthenticationFailed('The name or the password is wrong.')
        return {'account': account}


class Token(serializers.Serializer[Any]):
    """What a request sends in its Authorization header, behind the word Bearer."""

    token = serializers.CharField()


class TicketAnswer(serializers.Serializer[Any]):
    """What opens one WebSocket, once."""

    ticket = serializers.CharField()
