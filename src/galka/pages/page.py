"""A page as a plan: which steps it asks for, and under which conditions."""

import doctest
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from galka.pages.blocks import EXAMPLES, Block, BlockReader
from galka.pages.problems import Problem
from galka.pages.steps import Command, Example, Inclusion, Listing, Step

_PARSER: Final = doctest.DocTestParser()
_CODE: Final = frozenset(('code', 'code-block', 'sourcecode'))
#: Languages whose blocks are run; one that holds nothing to run must say why.
_PYTHON: Final = frozenset(('pycon', 'py', 'python', 'python3'))
_CONSOLE: Final = 'console'
_PROMPT: Final = '$ '
_GOES_ON: Final = '>'
#: What Sphinx's doctest extension would run, and nobody here.
_FOREIGN: Final = frozenset(('testcleanup', 'testcode', 'testoutput', 'testsetup'))


@dataclass(frozen=True, slots=True)
class Part:
    """Steps that are taken or left out together."""

    line: int
    steps: tuple[Step, ...]
    condition: str = ''


class PageReader:
    """Reads a page into parts."""

    def __init__(self, path: Path, root: Path) -> None:
        self.problems: list[Problem] = []
        self._path = path
        self._root = root

    def parts(self) -> list[Part]:
        """Return the parts in page order; what can't be understood goes to ``problems``."""
        reader = BlockReader(self._path.read_text('utf-8'))
        parts = [
            Part(
                block.line,
                tuple(self._steps(block)),
                block.markers.get('skipif') or block.options.get('skipif', ''),
            )
            for block in reader.blocks()
            if 'no-run' not in block.markers
        ]
        self.problems.extend(reader.problems)
        return parts

    def _steps(self, block: Block) -> Iterator[Step]:
        if block.kind == 'literalinclude':
            yield self._inclusion(block)
        elif 'file' in block.markers:
            yield Listing(block.line, block.markers['file'], block.text)
        elif block.kind in {EXAMPLES, 'doctest'}:
            yield from self._examples(block)
        elif block.kind in _CODE and block.argument == _CONSOLE:
            yield from self._commands(block)
        elif block.kind in _CODE and block.argument in _PYTHON:
            yield from self._examples(block)
        elif block.kind in _FOREIGN:
            self._complain(block, 'a doctest block or a file', f'nobody runs a {block.kind}')

    def _inclusion(self, block: Block) -> Inclusion:
        named = block.argument
        folder = self._root if named.startswith('/') else self._path.parent
        return Inclusion(
            block.line,
            f'.. {block.kind}:: {named}',
            folder / named.lstrip('/'),
            dict(block.options),
            block.markers.get('file', ''),
        )

    def _examples(self, block: Block) -> Iterator[Example]:
        try:
            examples = _PARSER.get_examples(block.text)
        except ValueError as wrong:
            self._complain(block, 'examples that doctest can read', str(wrong))
            return
        if not examples:
            self._nothing_runs(block)
        for example in examples:
            if not example.options.get(doctest.SKIP):
                yield Example(block.text_line + example.lineno, example)

    def _commands(self, block: Block) -> Iterator[Command]:
        lines = block.text.splitlines()
        starts = [at for at, line in enumerate(lines) if line.startswith(_PROMPT)]
        if not starts or any(map(str.strip, lines[: starts[0]])):
            self._nothing_runs(block)
        for start, end in zip(starts, (*starts[1:], len(lines)), strict=True):
            shown = start + 1
            while shown < end and _goes_on(lines[shown]):
                shown += 1
            command = (lines[start], *lines[start + 1 : shown])
            yield Command(
                block.text_line + start,
                '\n'.join(line[len(_PROMPT) :] for line in command),
                '\n'.join(lines[shown:end]),
            )

    def _nothing_runs(self, block: Block) -> None:
        self._complain(
            block,
            'a prompt at its beginning, or directly above it .. galka-no-run: REASON',
            f'the block begins with {next(iter(block.text.splitlines()), "nothing")!r}',
        )

    def _complain(self, block: Block, expected: str, came: str) -> None:
        source = f'.. {block.kind}:: {block.argument}'.rstrip()
        self.problems.append(Problem(block.line, source, expected, came))


def _goes_on(line: str) -> bool:
    return line == _GOES_ON or line.startswith(f'{_GOES_ON} ')
