"""Colours for shell sessions in which a command goes on over ``>`` lines.

Pygments takes a ``>`` line for a command's only after a backslash. In a quoted text or a loop it
takes it for output, and then finds half a quotation in the command.
"""

import re
from collections.abc import Iterator
from typing import Any, ClassVar, Final

from pygments.lexer import Lexer, do_insertions
from pygments.lexers.shell import BashLexer
from pygments.token import Generic
from sphinx.application import Sphinx

_LINE: Final = re.compile('.*\n?')
_FIRST, _NEXT = '$ ', '> '


Token = tuple[int, Any, str]
Insertion = tuple[int, list[Token]]


class ConsoleLexer(Lexer):
    """A ``$`` line begins a command, ``>`` lines below it belong to it, the rest is output."""

    name = 'Shell session of a page'
    aliases: ClassVar = ['console']

    def get_tokens_unprocessed(self, text: str) -> Iterator[Token]:
        """Split a session into its commands and their output."""
        command = _Command(0)
        for match in _LINE.finditer(text):
            line = match[0]
            prompt = line[: len(_FIRST)]
            if prompt == _NEXT and command.code:
                command.add(prompt, line)
                continue
            yield from command.tokens()
            command = _Command(match.start())
            if prompt == _FIRST:
                command.add(prompt, line)
            else:
                yield match.start(), Generic.Output, line
        yield from command.tokens()


class _Command:
    """One command, and where its prompts stand."""

    def __init__(self, start: int) -> None:
        self.code = ''
        self._start = start
        self._prompts: list[Insertion] = []

    def add(self, prompt: str, line: str) -> None:
        """Take one line."""
        self._prompts.append((len(self.code), [(0, Generic.Prompt, prompt)]))
        self.code += line.removeprefix(prompt)

    def tokens(self) -> Iterator[Token]:
        """Give the parts of the command, prompts included."""
        parts = BashLexer(stripnl=False).get_tokens_unprocessed(self.code)
        for position, kind, text in do_insertions(iter(self._prompts), parts):
            yield self._start + position, kind, text


def setup(app: Sphinx) -> dict[str, bool]:
    """Take the place of Pygments' lexer in ``console`` blocks."""
    app.add_lexer('console', ConsoleLexer)
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
