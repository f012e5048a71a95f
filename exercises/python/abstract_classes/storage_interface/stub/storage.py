"""Where a program keeps its notes."""

from pathlib import Path


class Storage:
    """Keeps texts by name."""

    def save(self, name: str, text: str) -> None:
        """Keep a text; an older one of that name is replaced."""
        raise NotImplementedError

    def load(self, name: str) -> str:
        """Return the text of that name."""
        raise NotImplementedError

    def copy(self, source: str, target: str) -> None:
        """Keep the text of one name under another name as well."""
        raise NotImplementedError

    def names(self) -> list[str]:
        """Return all names, sorted."""
        raise NotImplementedError


class MemoryStorage(Storage):
    """Keeps texts until the program ends."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def save(self, name: str, text: str) -> None:
        """Keep a text; an older one of that name is replaced."""
        if not name.isidentifier():
            raise ValueError(f'{name!r} is no name for a note')
        self._texts[name] = text

    def load(self, name: str) -> str:
        """Return the text of that name."""
        return self._texts[name]

    def copy(self, source: str, target: str) -> None:
        """Keep the text of one name under another name as well."""
        self._texts[target] = self._texts[source]

    def names(self) -> list[str]:
        """Return all names, sorted."""
        return list(self._texts)


class FolderStorage(Storage):
    """Keeps each text in a file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, name: str, text: str) -> None:
        """Keep a text; an older one of that name is replaced."""
        (self._folder / f'{name}.txt').write_text(text)

    def load(self, name: str) -> str:
        """Return the text of that name."""
        return (self._folder / f'{name}.txt').read_text()

    def copy(self, source: str, target: str) -> None:
        """Keep the text of one name under another name as well."""
        self.save(target, self.load(source))

    def list_names(self) -> list[str]:
        """Return all names, sorted."""
        return sorted(path.stem for path in self._folder.iterdir())
