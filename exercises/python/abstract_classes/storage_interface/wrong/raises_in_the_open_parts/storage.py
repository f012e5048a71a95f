"""Where a program keeps its notes."""

from collections.abc import Iterable
from pathlib import Path


class Storage:
    """Keeps texts by name; a child says where, and knows nothing of names and errors."""

    def save(self, name: str, text: str) -> None:
        """Keep a text; an older one of that name is replaced."""
        self._check(name)
        self._write(name, text)

    def load(self, name: str) -> str:
        """Return the text of that name."""
        self._check(name)
        # Asked here, so that a child's own error for a missing text is never seen.
        if name not in self._names():
            raise KeyError(name)
        return self._read(name)

    def copy(self, source: str, target: str) -> None:
        """Keep the text of one name under another name as well."""
        self.save(target, self.load(source))

    def names(self) -> list[str]:
        """Return all names, sorted."""
        return sorted(self._names())

    def _check(self, name: str) -> None:
        if not name.isidentifier():
            raise ValueError(f'{name!r} is no name for a note')

    def _write(self, name: str, text: str) -> None:
        """Keep a text."""
        raise NotImplementedError

    def _read(self, name: str) -> str:
        """Return a text that is there."""
        raise NotImplementedError

    def _names(self) -> Iterable[str]:
        """Return all names, in any order."""
        raise NotImplementedError


class MemoryStorage(Storage):
    """Keeps texts until the program ends."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def _write(self, name: str, text: str) -> None:
        self._texts[name] = text

    def _read(self, name: str) -> str:
        return self._texts[name]

    def _names(self) -> Iterable[str]:
        return self._texts.keys()


class FolderStorage(Storage):
    """Keeps each text in a file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _write(self, name: str, text: str) -> None:
        # Bytes: a file that is read as text turns one kind of line end into the other.
        self._path(name).write_bytes(text.encode())

    def _read(self, name: str) -> str:
        return self._path(name).read_bytes().decode()

    def _names(self) -> Iterable[str]:
        stems = [path.stem for path in self._folder.glob('*.txt') if path.is_file()]
        return [stem for stem in stems if stem.isidentifier()]

    def _path(self, name: str) -> Path:
        return self._folder / f'{name}.txt'
