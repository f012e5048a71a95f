"""Accounts, and what plug-ins may see of them."""

from typing import Any


class View:
    """Shows a private list or dictionary to everybody."""

    def __init__(self, source: str) -> None:
        self.source = source

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        return getattr(instance, self.source)


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
