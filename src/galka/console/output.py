"""Text on a terminal of any width, with colour where colour is wanted, or JSON for a program."""

import json
import os
import re
import sys
import textwrap
from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import Any, Final, TextIO, TypeAlias, final

NARROWEST: Final = 40
WIDEST: Final = 100
USUAL_WIDTH: Final = 80
INDENT: Final = '  '
#: What an item of a list begins with.
MARK: Final = re.compile(r'(?:\d+\.|[-*]) +')
#: What is broken anew: the mark before it, and its lines.
_Piece: TypeAlias = tuple[str, list[str]]
ESCAPE: Final = '\x1b['
#: What a line of running text may begin with, beside a letter.
QUOTES: Final = frozenset('`*"«(')
COLOURS: Final = MappingProxyType({'red': 31, 'green': 32, 'yellow': 33, 'magenta': 35, 'cyan': 36})
PLAIN_MARKS: Final = MappingProxyType(
    {
        '✓': '+',
        '✗': 'x',
        '▸': '>',
        '·': '.',
        '○': 'o',
        '…': '...',
    }
)


def wants_colour(stream: TextIO) -> bool:
    """Tell whether a stream gets colour: a terminal does, unless NO_COLOR is set (no-color.org)."""
    if os.environ.get('NO_COLOR'):
        return False
    return bool(os.environ.get('FORCE_COLOR')) or stream.isatty()


def width() -> int:
    """Return how many columns a line may have."""
    return min(max(_columns(), NARROWEST), WIDEST)


def _columns() -> int:
    """Return what `shutil.get_terminal_size` does, without waiting for shutil to be imported."""
    asked = os.environ.get('COLUMNS', '')
    if asked.isdecimal() and int(asked):
        return int(asked)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (ValueError, OSError):
        return USUAL_WIDTH


def say(text: str = '', *, error: bool = False, **style: Any) -> None:
    """Print one text; ``style`` is ``fg`` with the name of a colour, ``bold`` and ``dim``."""
    stream = sys.stderr if error else sys.stdout
    if style and wants_colour(stream):
        text = '\n'.join(_styled(line, **style) for line in text.split('\n'))
    stream.write(f'{_printable(text, stream)}\n')
    # Somebody may be waiting for the line at the other end of a pipe.
    stream.flush()


def paragraph(text: str, indent: str = '', mark: str = '', **style: Any) -> None:
    """Print a text broken into lines that fit the terminal.

    ``mark`` stands before the first line, and the others are indented by its width.
    """
    for line in text.split('\n'):
        wrapped = textwrap.wrap(
            line,
            width(),
            initial_indent=f'{indent}{mark}',
            subsequent_indent=f'{indent}{" " * len(mark)}',
            break_long_words=False,
            break_on_hyphens=False,
        )
        for part in wrapped or ['']:
            say(part, **style)


def json_text(content: Any) -> None:
    """Print a value for a program."""
    say(json.dumps(content, ensure_ascii=False, indent=2, default=str))


def block(text: str) -> None:
    """Print a text as it is, indented."""
    for line in text.splitlines():
        say(f'{INDENT}{line}'.rstrip())


def prose(text: str, indent: str = '') -> None:
    """Print reStructuredText: running text and lists are broken anew to fit, the rest stays."""
    for part in text.split('\n\n'):
        lines = part.splitlines()
        pieces = _pieces(lines)
        for mark, words in pieces:
            paragraph(' '.join(words), indent, mark)
        if not pieces:
            for line in lines:
                say(f'{indent}{line}'.rstrip())
        say()


def _pieces(lines: list[str]) -> list[_Piece]:
    """Return running text without a mark, or the items of a list; nothing for all else.

    The lines of an item begin where the words after its mark do; a list in a list does not.
    """
    if all(line[:1].isalpha() or line[:1] in QUOTES for line in lines):
        return [('', lines)]
    items: list[_Piece] = []
    for line in lines:
        found = MARK.match(line)
        if found:
            items.append((found[0], [line[found.end() :]]))
            continue
        mark, words = items[-1] if items else ('', [])
        if not mark or line[: len(mark)].strip() or MARK.match(line.lstrip()):
            return []
        words.append(line.strip())
    return items


def columns(rows: Iterable[Sequence[str]]) -> None:
    """Print rows in aligned columns; the last column takes what is left and is wrapped."""
    table = [tuple(row) for row in rows]
    if not table:
        return
    widths = [max(len(row[number]) for row in table) for number in range(len(table[0]) - 1)]
    for row in table:
        *head, last = row
        start = INDENT.join(cell.ljust(size) for cell, size in zip(head, widths, strict=True))
        room = width() - len(start) - len(INDENT)
        if room < NARROWEST // 2:
            say(INDENT.join(cell for cell in head if cell))
            paragraph(last, indent=INDENT * 2)
            continue
        lines = textwrap.wrap(last, room, break_long_words=False) or ['']
        say(f'{start}{INDENT}{lines[0]}'.rstrip())
        for line in lines[1:]:
            say(f'{" " * len(start)}{INDENT}{line}')


def clear() -> None:
    """Clear the screen of a terminal; what has left the screen stays in its history."""
    _steer(f'{ESCAPE}H{ESCAPE}2J')


def passing(text: str) -> None:
    """Show a text on a terminal until its line is cleared."""
    _steer(f'\r{ESCAPE}K{_printable(text, sys.stdout)}')


def clear_line() -> None:
    """Clear the line of a terminal that is being written."""
    _steer(f'\r{ESCAPE}K')


@final
class Progress:
    """How far a long work is: one line that is redrawn, on a terminal only."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._shown = sys.stderr.isatty()

    def step(self, label: str) -> None:
        """Count one piece of work as done."""
        self._done += 1
        line = f'{self._done}/{self._total}  {label}'[: width() - 1]
        self._draw(line)

    def clear(self) -> None:
        """Take the line away, so that something else can be printed."""
        self._draw('')

    def _draw(self, line: str) -> None:
        if self._shown:
            sys.stderr.write(f'\r{ESCAPE}K{line}')
            sys.stderr.flush()


def _steer(codes: str) -> None:
    """Send codes of ECMA-48 to standard output, if that is a terminal."""
    if sys.stdout.isatty():
        sys.stdout.write(codes)
        sys.stdout.flush()


def _styled(text: str, *, fg: str = '', bold: bool = False, dim: bool = False) -> str:
    """Return the text between the codes of ECMA-48, *Select Graphic Rendition*."""
    codes = [COLOURS[fg]] if fg else []
    codes.extend(code for code, wanted in ((1, bold), (2, dim)) if wanted)
    return f'{ESCAPE}{";".join(map(str, codes))}m{text}{ESCAPE}0m'


def _printable(text: str, stream: TextIO) -> str:
    """Return the text with only those characters that the stream can take."""
    encoding = stream.encoding or 'ascii'
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        for mark, plain in PLAIN_MARKS.items():
            text = text.replace(mark, plain)
        return text.encode(encoding, errors='replace').decode(encoding)
    return text
