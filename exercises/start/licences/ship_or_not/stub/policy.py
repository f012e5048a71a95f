"""Which libraries may be part of the closed product."""

from collections.abc import Iterable
from dataclasses import dataclass

PERMISSIVE = frozenset(('0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'Zlib'))
WEAK = frozenset(('LGPL-2.1-only', 'LGPL-2.1-or-later', 'LGPL-3.0-only', 'MPL-2.0'))
COPYLEFT = frozenset(('GPL-2.0-only', 'GPL-2.0-or-later', 'GPL-3.0-only', 'GPL-3.0-or-later'))
NETWORK = frozenset(('AGPL-3.0-only', 'AGPL-3.0-or-later'))
# Exceptions that let a closed program be built with the library.
LINKING = frozenset(('Classpath-exception-2.0', 'GCC-exception-3.1'))


@dataclass(frozen=True)
class Dependency:
    """A library, what it says of its licence, and whether the house has changed its code."""

    name: str
    licence: str | None
    modified: bool = False


def refused(dependencies: Iterable[Dependency], delivery: str) -> list[str]:
    """Return the names of the libraries that may not be part of a service or a download."""
    return [entry.name for entry in dependencies if 'GPL' in entry.licence]
