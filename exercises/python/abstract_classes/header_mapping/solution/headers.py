"""The headers of an HTTP message."""

from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any


class Headers(MutableMapping[str, str]):
    """Headers by name; upper and lower case make no difference."""

    def __init__(self, /, *args: Any, **kwargs: str) -> None:
        # From the name in small letters to the name as it is shown, and the content.
        self._kept: dict[str, tuple[str, str]] = {}
        self.update(*args, **kwargs)

    def __getitem__(self, name: str) -> str:
        return self._kept[name.lower()][1]

    def __setitem__(self, name: str, content: str) -> None:
        self._kept[name.lower()] = (name, content)

    def __delitem__(self, name: str) -> None:
        self._kept.pop(name.lower())

    def __iter__(self) -> Iterator[str]:
        return (shown for shown, _ in self._kept.values())

    def __len__(self) -> int:
        return len(self._kept)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Mapping) or not all(isinstance(name, str) for name in other):
            return NotImplemented
        return self._lowered() == Headers(other)._lowered()

    def _lowered(self) -> dict[str, str]:
        return {name: content for name, (_, content) in self._kept.items()}
