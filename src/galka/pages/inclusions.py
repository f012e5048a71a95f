"""Selects the part of a file that a ``literalinclude`` shows, as Sphinx does."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

_LINES: Final = re.compile(r'\s*(?P<start>\d*)(?P<dash>-?)(?P<end>\d*)\s*')
_Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


class InclusionError(Exception):
    """There is no such file, or no such part of it."""

    def __init__(self, expected: str, came: str) -> None:
        super().__init__(f'expected {expected}, came {came}')
        self.expected = expected
        self.came = came


def select(path: Path, options: Mapping[str, str]) -> str:
    """Return what the options leave of a file.

    Raises:
        InclusionError: there is no such file, or an option selects nothing.

    """
    if not path.is_file():
        raise InclusionError('a file', 'there is none')
    lines = path.read_text('utf-8').splitlines()
    for option, cut in _CUTS.items():
        wanted = options.get(option)
        if wanted is not None:
            lines = cut(lines, wanted)
    if not any(map(str.strip, lines)):
        raise InclusionError(f'something of {path.name}', 'nothing is left to show')
    return '\n'.join((*lines, ''))


def _object(lines: list[str], name: str) -> list[str]:
    try:
        tree = ast.parse('\n'.join(lines))
    except SyntaxError as wrong:
        raise InclusionError(f'Python with an object {name}', str(wrong)) from wrong
    found = dict(_definitions(tree, ''))
    node = found.get(name)
    if node is None:
        known = ', '.join(found)
        raise InclusionError(f'a class or function {name}', f'there is {known}')
    first = min((node.lineno, *(decorator.lineno for decorator in node.decorator_list)))
    return lines[first - 1 : node.end_lineno]


def _definitions(tree: ast.AST, prefix: str) -> Iterator[tuple[str, _Definition]]:
    for node in ast.iter_child_nodes(tree):
        inner = prefix
        if isinstance(node, _Definition):
            yield f'{prefix}{node.name}', node
            inner = f'{prefix}{node.name}.'
        yield from _definitions(node, inner)


def _find(lines: list[str], text: str, start: int = 0) -> int:
    for at, line in enumerate(lines[start:], start):
        if text in line:
            return at
    raise InclusionError(f'a line with {text}', 'there is none')


def _start_after(lines: list[str], text: str) -> list[str]:
    return lines[_find(lines, text) + 1 :]


def _start_at(lines: list[str], text: str) -> list[str]:
    return lines[_find(lines, text) :]


def _end_before(lines: list[str], text: str) -> list[str]:
    # Sphinx never ends before the first line.
    return lines[: _find(lines, text, start=1)]


def _end_at(lines: list[str], text: str) -> list[str]:
    return lines[: _find(lines, text) + 1]


def _numbered(lines: list[str], wanted: str) -> list[str]:
    chosen: list[str] = []
    for part in wanted.split(','):
        numbers = _LINES.fullmatch(part)
        if numbers is None:
            raise InclusionError('numbers of lines such as 1,3-5,8-', part)
        start = int(numbers['start'] or 0) or 1
        end = int(numbers['end'] or len(lines))
        if not numbers['dash']:
            end = start
        chosen.extend(_between(lines, start, end))
    return chosen


def _between(lines: list[str], start: int, end: int) -> list[str]:
    if end > len(lines) or start > end:
        raise InclusionError(f'lines {start}-{end}', f'there are {len(lines)} lines')
    return lines[start - 1 : end]


# Sphinx applies them in this order, whatever the order on the page.
_CUTS: Final = MappingProxyType(
    {
        'pyobject': _object,
        'start-after': _start_after,
        'start-at': _start_at,
        'end-before': _end_before,
        'end-at': _end_at,
        'lines': _numbered,
    }
)
