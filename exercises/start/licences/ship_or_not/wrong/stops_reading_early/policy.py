"""Which libraries may be part of the closed product."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

PERMISSIVE = frozenset(('0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'Zlib'))
WEAK = frozenset(('LGPL-2.1-only', 'LGPL-2.1-or-later', 'LGPL-3.0-only', 'MPL-2.0'))
COPYLEFT = frozenset(('GPL-2.0-only', 'GPL-2.0-or-later', 'GPL-3.0-only', 'GPL-3.0-or-later'))
NETWORK = frozenset(('AGPL-3.0-only', 'AGPL-3.0-or-later'))
# Exceptions that let a closed program be built with the library.
LINKING = frozenset(('Classpath-exception-2.0', 'GCC-exception-3.1'))

Words = deque[str]
Names = frozenset[str]


@dataclass(frozen=True)
class Dependency:
    """A library, what it says of its licence, and whether the house has changed its code."""

    name: str
    licence: str | None
    modified: bool = False


def refused(dependencies: Iterable[Dependency], delivery: str) -> list[str]:
    """Return the names of the libraries that may not be part of a service or a download."""
    if delivery not in {'service', 'download'}:
        raise ValueError(f'expected service or download, not {delivery!r}')
    return sorted(entry.name for entry in dependencies if not ships(entry, delivery))


def ships(dependency: Dependency, delivery: str) -> bool:
    """Tell whether one library may be part of the product."""
    try:
        expression = canonicalize_license_expression(dependency.licence or '')
    except InvalidLicenseExpression:
        return False
    may_ship = allowed(delivery, modified=dependency.modified)
    spaced = expression.replace('(', '( ').replace(')', ' )')
    return read_choice(deque(spaced.split()), may_ship)


def allowed(delivery: str, *, modified: bool) -> Names:
    """Return the licences that the policy lets through. What is not in it is refused."""
    if delivery == 'download':
        return PERMISSIVE if modified else PERMISSIVE | WEAK
    everywhere = PERMISSIVE | WEAK | COPYLEFT
    return everywhere if modified else everywhere | NETWORK


def read_choice(words: Words, may_ship: Names) -> bool:
    """Read terms between OR: one of them is enough."""
    known = read_term(words, may_ship)
    while words and words[0] == 'OR':
        words.popleft()
        known = known or read_term(words, may_ship)
    return known


def read_term(words: Words, may_ship: Names) -> bool:
    """Read parts between AND: all of them have to be kept to."""
    parts = [read_part(words, may_ship)]
    while words and words[0] == 'AND':
        words.popleft()
        parts.append(read_part(words, may_ship))
    return all(parts)


def read_part(words: Words, may_ship: Names) -> bool:
    """Read a licence with or without an exception, or an expression in parentheses."""
    word = words.popleft()
    if word == '(':
        inner = read_choice(words, may_ship)
        words.popleft()
        return inner
    exception = ''
    if words and words[0] == 'WITH':
        words.popleft()
        exception = words.popleft()
    return is_clear(word.removesuffix('+'), exception, may_ship)


def is_clear(name: str, exception: str, may_ship: Names) -> bool:
    """Tell whether one licence may be part of the product."""
    if name in COPYLEFT and exception in LINKING:
        return may_ship >= WEAK
    return name in may_ship
