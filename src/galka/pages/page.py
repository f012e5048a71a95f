"""A page as a plan: which steps it asks for, and under which conditions."""

import doctest
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Final

from galka.pages.blocks import EXAMPLES, REST, Block, BlockReader
from galka.pages.problems import Problem
from galka.pages.steps import RUN, Command, Example, Inclusion, Listing, Step

_PARSER: Final = doctest.DocTestParser()
_CODE: Final = frozenset(('code', 'code-block', 'sourcecode'))
#: Blocks in these languages are run; one that holds nothing to run must say why.
_PYTHON: Final = frozenset(('pycon', 'py', 'python', 'python3'))
_CONSOLE: Final = frozenset(('console', 'shell-session'))
_COMMAND: Final = re.compile(
    r'^\$ (?P<first>.*\n)(?P<goes_on>(?:>(?: .*)?\n)*)(?P<output>(?:(?!\$ ).*\n)*)',
    re.MULTILINE,
)
_GOES_ON: Final = re.compile('^> ?', re.MULTILINE)
#: What only Sphinx's doctest extension would run.
_FOREIGN: Final = frozenset(('testcleanup', 'testcode', 'testoutput', 'testsetup'))


@dataclass(frozen=True, slots=True)
class Part:
    """Steps that are taken or left out together."""

    line: int
    steps: tuple[Step, ...]
    condition: str
    #: Whether the condition is about everything that runs after it.
    is_about_rest: bool = False

    @property
    def runs(self) -> bool:
        """Tell whether a session of the page is needed for it."""
        return any(isinstance(step, RUN) for step in self.steps)

    def as_shown(self) -> 'Part':
        """Return what is left of it when nothing is run."""
        shown = tuple(step for step in self.steps if not isinstance(step, RUN))
        return replace(self, steps=shown)


class PageReader:
    """Reads a page into parts."""

    def __init__(self, path: Path, root: Path) -> None:
        self.problems: list[Problem] = []
        self._folder = path.parent
        self._root = root
        self._text = path.read_text('utf-8')

    def parts(self) -> Iterator[Part]:
        """Give the parts in page order; what can't be understood goes to ``problems``."""
        reader = BlockReader(self._text)
        idle: list[Block] = []
        for block in reader.blocks():
            if 'no-run' in block.markers:
                continue
            part = self._part(block)
            if part.is_about_rest:
                idle.append(block)
            elif part.runs:
                idle.clear()
            yield part
        for marker in idle:
            self._complain(marker, 'something below this comment that runs', 'none')
        self.problems.extend(reader.problems)

    def _part(self, block: Block) -> Part:
        if block.kind == REST:
            return Part(block.line, (), block.argument, is_about_rest=True)
        condition = block.markers.get('skipif') or block.options.get('skipif', '')
        return Part(block.line, tuple(self._steps(block)), condition)

    def _steps(self, block: Block) -> Iterator[Step]:
        target = block.markers.get('file', '')
        if _leads_out(target):
            self._complain(block, 'a file in the directory of the page', target)
        elif block.kind == 'literalinclude':
            yield self._inclusion(block, target)
        elif target:
            yield Listing(target, block.text)
        else:
            yield from self._runs(block)

    def _inclusion(self, block: Block, target: str) -> Inclusion:
        named = block.argument
        folder = self._root if named.startswith('/') else self._folder
        path = folder / named.lstrip('/')
        return Inclusion(block.line, block.source, path, block.options, target)

    def _runs(self, block: Block) -> Iterator[Step]:
        language = block.argument if block.kind in _CODE else ''
        if language in _CONSOLE:
            yield from self._commands(block)
        elif block.kind in {EXAMPLES, 'doctest'} or language in _PYTHON:
            yield from self._examples(block)
        elif block.kind in _FOREIGN:
            self._complain(block, 'a doctest block or a file', 'what nobody runs')

    def _examples(self, block: Block) -> Iterator[Example]:
        try:
            examples = _PARSER.get_examples(block.text)
        except ValueError as wrong:
            self._complain(block, 'examples that doctest can read', str(wrong))
            return
        if not examples:
            self._complain_that_nothing_runs(block)
        for example in examples:
            if not example.options.get(doctest.SKIP):
                yield Example(block.text_line + example.lineno, example)

    def _commands(self, block: Block) -> Iterator[Command]:
        if not _COMMAND.match(block.text):
            self._complain_that_nothing_runs(block)
        for found in _COMMAND.finditer(block.text):
            line = block.text_line + block.text.count('\n', 0, found.start())
            goes_on = _GOES_ON.sub('', found['goes_on'])
            yield Command(line, f'{found["first"]}{goes_on}'.rstrip(), found['output'])

    def _complain_that_nothing_runs(self, block: Block) -> None:
        self._complain(
            block,
            'a prompt at its beginning, or directly above it .. galka-no-run: REASON',
            block.text.partition('\n')[0],
        )

    def _complain(self, block: Block, expected: str, came: str) -> None:
        self.problems.append(Problem(block.line, block.source, expected, came))


def _leads_out(target: str) -> bool:
    path = PurePath(target)
    return path.is_absolute() or '..' in path.parts
