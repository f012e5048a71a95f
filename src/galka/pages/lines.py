"""A page's lines, read from top to bottom."""

import re
from textwrap import dedent


class Lines:
    """The lines of a page and the place in them that reading has come to."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._at = 0

    @property
    def number(self) -> int:
        """The number of the next line, counted from 1."""
        return self._at + 1

    @property
    def at_end(self) -> bool:
        """Tell whether all lines are read."""
        return self._at >= len(self._lines)

    def peek(self) -> str:
        """Look at the next line."""
        return self._lines[self._at]

    def come_to(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether the next line, if there is one, looks like this."""
        return not self.at_end and bool(pattern.match(self.peek()))

    def take(self) -> str:
        """Read one line."""
        line = self.peek()
        self._at += 1
        return line

    def skip_blank(self) -> int:
        """Read the blank lines that come next; tell how many."""
        start = self._at
        while not self.at_end and not self.peek().strip():
            self.take()
        return self._at - start

    def take_paragraph(self) -> list[str]:
        """Read up to the next blank line."""
        start = self._at
        while not self.at_end and self.peek().strip():
            self.take()
        return self._lines[start : self._at]

    def take_deeper(self, than: str) -> list[str]:
        """Read the lines that are indented deeper than a given one, without a blank end."""
        start = self._at
        end = start
        while not self.at_end and self._is_deeper(than):
            if self.take().strip():
                end = self._at
        self._at = end
        return self._lines[start:end]

    def _is_deeper(self, than: str) -> bool:
        line = self.peek()
        return not line.strip() or margin(line) > margin(than)


def margin(line: str) -> int:
    """Count the spaces that a line begins with."""
    return len(line) - len(line.lstrip(' '))


def unindented(lines: list[str]) -> str:
    """Join lines into a text that begins at the margin."""
    return dedent('\n'.join((*lines, '')))
