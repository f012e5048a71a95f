"""Finds the blocks of a page: what is run, what is written to a file, what is included.

This reads as much of reStructuredText as it needs and no more: a page must also be testable where
no Sphinx is installed. What a reader sees as text (a literal block, a comment, a code block in a
language that is not run here) is never searched for examples.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from galka.pages.lines import Lines, unindented
from galka.pages.problems import Problem

_DIRECTIVE: Final = re.compile(r' *\.\. (?P<name>[\w:.+-]+)::(?:\s+(?P<argument>.*?))?\s*$')
_OPTION: Final = re.compile(r'\s+:(?P<name>[\w-]+):(?P<setting>.*)$')
_MARKER: Final = re.compile(r' *\.\. galka-(?P<name>[\w-]+)(?P<colons>:*)(?P<argument>.*)$')
# A comment is what is left of explicit markup without footnotes, targets and substitutions.
_COMMENT: Final = re.compile(r' *\.\.(?:$| +(?![\[_|]))')
_PROMPT: Final = re.compile(r' *>>>(?: |$)')
#: A marker that speaks about the rest of the page, and the kind of the block that stands for it.
REST: Final = 'skip-rest'
_MARKERS: Final = frozenset(('skipif', 'no-run', 'file', REST))
# Directives whose bodies are not reStructuredText.
_LEAVES: Final = frozenset(
    (
        'code',
        'code-block',
        'doctest',
        'literalinclude',
        'math',
        'parsed-literal',
        'raw',
        'sourcecode',
        'testcleanup',
        'testcode',
        'testoutput',
        'testsetup',
    ),
)
#: The kind of a block of examples that stands in the text without a directive.
EXAMPLES: Final = '>>>'


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a page that has a meaning here."""

    #: A directive's name, ``EXAMPLES`` or ``REST``.
    kind: str
    line: int
    #: The line of the page that ``text`` begins on.
    text_line: int
    text: str
    argument: str = ''
    options: Mapping[str, str] = field(default_factory=dict)
    #: What the comments directly above say: ``.. galka-skipif: not tool('docker')`` and others.
    markers: Mapping[str, str] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """The line that the block begins with."""
        if self.kind == EXAMPLES:
            return self.text.partition('\n')[0]
        if self.kind == REST:
            return f'.. galka-{REST}: {self.argument}'
        return f'.. {self.kind}:: {self.argument}'.rstrip()


class BlockReader:
    """Reads a page from top to bottom, once."""

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self._lines = Lines(text.split('\n'))
        self._markers = _Markers(self.problems)

    def blocks(self) -> Iterator[Block]:
        """Give the blocks in page order; what is wrong with markers goes to ``problems``."""
        self._lines.skip_blank()
        while not self._lines.at_end:
            block = self._next()
            if block:
                yield block
            self._lines.skip_blank()
        self._markers.require_none()

    def _next(self) -> Block | None:
        """Read the block that begins here, or else a piece of the page that is none."""
        line = self._lines.peek()
        marker = _MARKER.match(line)
        directive = _DIRECTIVE.match(line)
        if marker:
            return self._marker(marker)
        if directive and directive['name'] in _LEAVES:
            return self._leaf(directive)
        if _PROMPT.match(line):
            return self._examples()
        self._markers.require_none()
        self._pass_by(line)
        return None

    def _marker(self, marker: re.Match[str]) -> Block | None:
        """Read a marker; one about the rest of the page is a block of its own."""
        line = self._lines.number
        if marker['name'] == REST:
            self._markers.require_none()
            said = self._markers.read(line, marker, self._body())
            return Block(REST, line, line, '', argument=said)
        self._markers.keep(marker['name'], self._markers.read(line, marker, self._body()))
        return None

    def _pass_by(self, line: str) -> None:
        """Read what has no meaning here, and what a reader sees below it as text."""
        if _DIRECTIVE.match(line):
            self._lines.take()
        elif _COMMENT.match(line):
            self._body()
        else:
            self._lines.take()
            announces = line.rstrip().endswith('::')
            if announces and self._lines.skip_blank():
                self._pass_literal(line)

    def _pass_literal(self, announcement: str) -> None:
        """Read a literal block, unless it is one of examples."""
        if not self._lines.come_to(_PROMPT):
            self._lines.take_deeper(announcement)

    def _body(self) -> list[str]:
        return self._lines.take_deeper(self._lines.take())

    def _leaf(self, directive: re.Match[str]) -> Block:
        line = self._lines.number
        body = Lines(self._body())
        options = dict(_options(body))
        body.skip_blank()
        return Block(
            directive['name'],
            line,
            text_line=line + body.number,
            text=unindented(body.take_deeper('')),
            argument=directive['argument'] or '',
            options=options,
            markers=self._markers.take(),
        )

    def _examples(self) -> Block:
        line = self._lines.number
        text = unindented(self._lines.take_paragraph())
        return Block(EXAMPLES, line, line, text, markers=self._markers.take())


class _Markers:
    """The comments that speak about the block directly below them."""

    def __init__(self, problems: list[Problem]) -> None:
        self._problems = problems
        self._waiting: dict[str, str] = {}
        self._source = ''
        self._line = 0

    def read(self, line: int, marker: re.Match[str], goes_on: list[str]) -> str:
        """Give what a marker says; complain about one that says nothing."""
        self._line = line
        self._source = marker[0].strip()
        words = (marker['argument'], *goes_on)
        said = ' '.join(map(str.strip, words)).strip()
        if marker['name'] not in _MARKERS or marker['colons'] != ':' or not said:
            known = ', '.join(f'.. galka-{name}: ...' for name in sorted(_MARKERS))
            self._complain(f'one of {known}', self._source)
        return said

    def keep(self, name: str, said: str) -> None:
        """Keep a marker until its block comes."""
        self._waiting[name] = said

    def take(self) -> dict[str, str]:
        """Give the markers to the block that has come."""
        taken = self._waiting
        self._waiting = {}
        return taken

    def require_none(self) -> None:
        """Complain about markers whose block has not come."""
        if self.take():
            self._complain('a block directly below this comment', 'none')

    def _complain(self, expected: str, came: str) -> None:
        self._problems.append(Problem(self._line, self._source, expected, came))


def _options(body: Lines) -> Iterator[tuple[str, str]]:
    while not body.at_end:
        option = _OPTION.match(body.peek())
        if option is None:
            return
        body.take()
        yield option['name'], option['setting'].strip()
