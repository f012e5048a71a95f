"""How the text of a setting becomes a value, and which texts are refused."""

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlsplit

_SHORTEST_SECRET: Final = 50
_LAST_PORT: Final = 65535
_RATE: Final = re.compile(r'[1-9]\d*/(second|minute|hour|day)')
_LEVELS: Final = ('DEBUG', 'INFO', 'WARNING', 'ERROR')
_SWITCH: Final = MappingProxyType({'yes': True, 'no': False})


def switch(text: str) -> bool:
    """Read ``yes`` or ``no``."""
    if text not in _SWITCH:
        raise ValueError(f'expected yes or no, got {text!r}')
    return _SWITCH[text]


def amount(text: str) -> int:
    """Read a whole number, at least 0."""
    if not text.isascii() or not text.isdigit():
        raise ValueError(f'expected a whole number, got {text!r}')
    return int(text)


def port(text: str) -> int:
    """Read the number of a port; 0 stands for none."""
    number = amount(text)
    if number > _LAST_PORT:
        raise ValueError(f'expected a port, at most {_LAST_PORT}, got {text!r}')
    return number


def names(text: str) -> tuple[str, ...]:
    """Read words that commas separate."""
    words = tuple(word.strip() for word in text.split(',') if word.strip())
    if not words:
        raise ValueError('expected at least one name')
    return words


def secret(text: str) -> str:
    """Refuse a secret that can be guessed."""
    if len(text) < _SHORTEST_SECRET:
        raise ValueError(f'expected {_SHORTEST_SECRET} characters or more, got {len(text)}')
    return text


def level(text: str) -> str:
    """Refuse what is not a level of the log."""
    if text not in _LEVELS:
        known = ', '.join(_LEVELS)
        raise ValueError(f'expected one of {known}, got {text!r}')
    return text


def database(text: str) -> str:
    """Refuse what is not the address of a Postgres database; its password is not repeated."""
    parts = urlsplit(text)
    if parts.scheme != 'postgresql' or not parts.hostname or not parts.path.strip('/'):
        raise ValueError('expected postgresql://user:password@host:port/name')
    return text


def address(text: str) -> str:
    """Refuse what is not the address of a server."""
    parts = urlsplit(text)
    if parts.scheme not in {'http', 'https'} or not parts.hostname:
        raise ValueError(f'expected http://host:port, got {text!r}')
    return text.rstrip('/')


def folder(text: str) -> Path:
    """Refuse what is no folder, and can't become one."""
    path = Path(text)
    # os.access() is false where we may not even look; Path.exists() would raise there.
    nearest = next(place for place in (path, *path.absolute().parents) if os.access(place, os.F_OK))
    if not (nearest.is_dir() and os.access(nearest, os.W_OK)):
        raise ValueError(f'expected a folder that we may write, got {text!r}')
    return path


def rate(text: str) -> str:
    """Refuse what is not a number in a time."""
    if not _RATE.fullmatch(text):
        raise ValueError(f'expected a rate such as 20/minute, got {text!r}')
    return text


Reader = Callable[[str], Any]
#: Who reads a setting of which type; a field with a narrower meaning names its own reader.
BY_TYPE: Final[Mapping[Any, Reader]] = MappingProxyType(
    {bool: switch, int: amount, str: str, Path: Path, tuple[str, ...]: names},
)


def written(content: object) -> str:
    """Write a value as the file has it: the readers above read it back."""
    if isinstance(content, bool):
        return 'yes' if content else 'no'
    if isinstance(content, tuple):
        return ','.join(content)
    return str(content)
