"""The headers of an HTTP message."""

from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any


class Headers(MutableMapping[str, str]):
    """Headers by name; upper and lower case make no difference."""

    def __init__(self, *args: Any, **kwargs: str) -> None:
        self._kept: dict[str, str] = {}
        self.update(*args, **kwargs)

    def __getitem__(self, name: str) -> str:
        return self._kept[name.lower()]

    def __setitem__(self, name: str, content: str) -> None:
        self._kept[name.lower()] = content

    def __delitem__(self, name: str) -> None:
        self._kept.pop(name.lower())

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Mapping):
            return NotImplemented
        return self._lowered() == Headers(other)._lowered()

    def _lowered(self) -> dict[str, str]:
        return self._kept
