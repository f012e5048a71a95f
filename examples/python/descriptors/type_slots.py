"""Read the pointers of a type from its memory: on CPython with a GIL only."""

import ctypes
from types import MappingProxyType

# [start pointer]
# Which word of a type holds the pointer: the order is that of PyTypeObject in CPython's sources.
WORDS = MappingProxyType({'tp_getattro': 18, 'tp_descr_get': 34, 'tp_descr_set': 35})


def pointer(kind: type, name: str) -> int:
    """Return the address that a type holds under a name of C, or 0."""
    words = ctypes.c_size_t * (WORDS[name] + 1)
    return words.from_address(id(kind))[-1]


# [end pointer]
def filled(name: str, *kinds: type) -> list[str]:
    """Return which of the types fill a pointer."""
    return [kind.__name__ for kind in kinds if pointer(kind, name)]


def different(name: str, *kinds: type) -> int:
    """Return how many different functions of C the types have there."""
    return len({pointer(kind, name) for kind in kinds})
