"""Accounts, and what plug-ins may see of them."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any


class ListView(Sequence[Any]):
    """A list that is looked at; it is the list itself, and not a copy."""

    __slots__ = ('_seen',)

    def __init__(self, seen: list[Any]) -> None:
        self._seen = seen

    def __len__(self) -> int:
        return len(self._seen)

    def __getitem__(self, index: Any) -> Any:
        # A slice of a list is a new list: whoever asked for it may change it.
        return self._seen[index]


class View:
    """Shows a private list or dictionary to everybody."""

    def __init__(self, source: str) -> None:
        self.source = source

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        if instance is None:
            return self
        seen = getattr(instance, self.source)
        return MappingProxyType(seen) if isinstance(seen, dict) else ListView(seen)


class Account:
    """An account that is changed by bookings only."""

    entries = View('_entries')
    totals = View('_totals')

    def __init__(self) -> None:
        self._entries: list[tuple[str, int]] = []
        self._totals: dict[str, int] = {}

    def book(self, purpose: str, amount: int) -> None:
        """Take an amount in, or out when it is negative."""
        self._entries.append((purpose, amount))
        self._totals[purpose] = self._totals.get(purpose, 0) + amount

    def balance(self) -> int:
        """Return what is in the account."""
        return sum(amount for _, amount in self._entries)
