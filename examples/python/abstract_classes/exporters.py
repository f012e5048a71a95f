"""Tables as text: the steps stand in the parent, the format in the children."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence


# [start exporter]
class Exporter(ABC):
    """Writes rows as text; a child knows the format."""

    @property
    @abstractmethod
    def suffix(self) -> str:
        """Return what the file's name ends with."""

    @abstractmethod
    def line(self, row: Sequence[str]) -> str:
        """Return one row as a line."""

    def head(self) -> list[str]:
        """Return the lines before the rows: none, unless a child has some."""
        return []

    def export(self, rows: Iterable[Sequence[str]]) -> str:
        """Return all rows as a text; empty rows are left out in every format."""
        lines = [self.line(row) for row in rows if any(row)]
        return '\n'.join([*self.head(), *lines, ''])


class Csv(Exporter):
    """Values with commas between them."""

    suffix = '.csv'

    def line(self, row: Sequence[str]) -> str:
        """Return one row as a line."""
        return ','.join(row)


# [end exporter]
class Markdown(Exporter):
    """A table that is read by people, too."""

    suffix = '.md'

    def head(self) -> list[str]:
        """Return an empty heading for two columns."""
        return ['| | |', '|-|-|']

    def line(self, row: Sequence[str]) -> str:
        """Return one row as a line."""
        joined = '|'.join(row)
        return f'|{joined}|'
