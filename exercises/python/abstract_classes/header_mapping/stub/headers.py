"""The headers of an HTTP message."""


class Headers(dict):
    """Headers by name; upper and lower case make no difference."""

    def __getitem__(self, name: str) -> str:
        return super().__getitem__(name.lower())

    def __setitem__(self, name: str, content: str) -> None:
        super().__setitem__(name.lower(), content)
