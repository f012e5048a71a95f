"""What is wrong with a page, and what could not be verified."""

from dataclasses import dataclass
from textwrap import indent

_MARGIN = '    '


@dataclass(frozen=True, slots=True)
class Problem:
    """One place of a page that does not keep its promise."""

    line: int
    source: str
    expected: str
    came: str

    def describe(self, page: str) -> str:
        """Name the place, then show the source, what the page says and what came."""
        return '\n'.join(
            (
                f'{page}:{self.line}',
                _shown(self.source),
                '  expected',
                _shown(self.expected),
                '  came',
                _shown(self.came),
            )
        )


@dataclass(frozen=True, slots=True)
class Unverified:
    """What was left out, because this machine lacks what it needs."""

    line: int
    needs: str

    def describe(self, page: str) -> str:
        """Name the place and the line that installs what is missing."""
        return f'{page}:{self.line} needs {self.needs}'


def _shown(text: str) -> str:
    return indent(text.rstrip() or '(nothing)', _MARGIN)
