"""The settings of the shop, from the environment."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, Final

Reader = Callable[[str], Any]
PREFIX: Final = 'SHOP_'
YES_WORDS: Final = frozenset(('1', 'true', 'yes', 'on'))
NO_WORDS: Final = frozenset(('0', 'false', 'no', 'off'))
LAST_PORT: Final = 65535
SHORTEST_SECRET: Final = 16
# Their values never reach a message.
HIDDEN: Final = frozenset(('SHOP_DATABASE', 'SHOP_SECRET'))
REQUIRED: Final = HIDDEN


class SettingsError(Exception):
    """Says everything that is wrong with the environment."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__('\n'.join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Settings:
    """What the shop has to know before it starts."""

    database: str = field(repr=False)
    secret: str = field(repr=False)
    port: int = 8000
    debug: bool = False
    timeout: float = 5.0
    hosts: tuple[str, ...] = ()


def load(environ: Mapping[str, str]) -> Settings:
    """Return the settings that the variables stand for.

    Raises:
        SettingsError: at least one variable is missing, wrong or unknown.

    """
    texts = {name: environ[name].strip() for name in environ if name.startswith(PREFIX)}
    given = {name: text for name, text in texts.items() if text}
    # Unknown names are looked for among all: an empty SHOP_PROT is a slip too.
    problems = [*unknown(texts), *missing(given)]
    found: dict[str, Any] = {}
    for name in READERS.keys() & given.keys():
        try:
            found[name.removeprefix(PREFIX).lower()] = READERS[name](given[name])
        except ValueError as error:
            shown = '' if name in HIDDEN else f', not {given[name]!r}'
            problems.append(f'{name}: expected {error}{shown}')
    if problems:
        raise SettingsError(tuple(sorted(problems)))
    return Settings(**found)


def unknown(names: Mapping[str, str]) -> Iterator[str]:
    """Yield a problem for each name that nobody reads."""
    for name in names:
        if name not in READERS:
            near = get_close_matches(name, READERS, n=1)
            advice = f'; did you mean {near[0]}?' if near else ''
            yield f'{name}: there is no such setting{advice}'


def missing(given: Mapping[str, str]) -> Iterator[str]:
    """Yield a problem for each name that must have a value and has none."""
    for name in REQUIRED - given.keys():
        yield f'{name}: required, but not set'


def database(text: str) -> str:
    """Check the address of the database."""
    if not text.startswith('postgresql://'):
        raise ValueError('an address that begins with postgresql://')
    return text


def secret(text: str) -> str:
    """Check the length of the secret."""
    if len(text) < SHORTEST_SECRET:
        raise ValueError(f'{SHORTEST_SECRET} characters or more')
    return text


def port(text: str) -> int:
    """Read a port."""
    # Alone, int() would take '8_000', '+80' and the digits of every script.
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= LAST_PORT):
        raise ValueError(f'digits that make a number from 1 to {LAST_PORT}')
    return int(text)


def debug(text: str) -> bool:
    """Read a switch."""
    word = text.lower()
    if word not in YES_WORDS | NO_WORDS:
        raise ValueError('one of 1 true yes on, 0 false no off')
    return word in YES_WORDS


def timeout(text: str) -> float:
    """Read seconds."""
    expected = 'a number of seconds above 0'
    try:
        seconds = float(text)
    except ValueError:
        raise ValueError(expected) from None
    if not (math.isfinite(seconds) and seconds > 0):
        raise ValueError(expected)
    return seconds


def hosts(text: str) -> tuple[str, ...]:
    """Read names between commas."""
    return tuple(name.strip() for name in text.split(',') if name.strip())


READERS: Final[Mapping[str, Reader]] = MappingProxyType(
    {
        'SHOP_DATABASE': database,
        'SHOP_SECRET': secret,
        'SHOP_PORT': port,
        'SHOP_DEBUG': debug,
        'SHOP_TIMEOUT': timeout,
        'SHOP_HOSTS': hosts,
    }
)
