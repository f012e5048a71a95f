"""The headers of an HTTP message."""

from typing import Any


class Headers(dict):
    """Headers by name; upper and lower case make no difference."""

    def __init__(self, *args: Any, **kwargs: str) -> None:
        super().__init__()
        for name, content in dict(*args, **kwargs).items():
            self[name] = content

    def __getitem__(self, name: str) -> str:
        return super().__getitem__(name.lower())

    def __setitem__(self, name: str, content: str) -> None:
        super().__setitem__(name.lower(), content)

    def __delitem__(self, name: str) -> None:
        super().__delitem__(name.lower())

    def __contains__(self, name: object) -> bool:
        return super().__contains__(str(name).lower())
