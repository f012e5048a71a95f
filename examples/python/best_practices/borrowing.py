"""Lend a key, and get it back in one case or in every case."""

from collections.abc import Iterator
from contextlib import contextmanager


# [start borrowing]
@contextmanager
def hopeful(board: set[str], key: str) -> Iterator[None]:
    """Take a key from the board, and hang it back if all goes well."""
    board.remove(key)
    yield
    board.add(key)


@contextmanager
def borrowed(board: set[str], key: str) -> Iterator[None]:
    """Take a key from the board, and hang it back."""
    board.remove(key)
    try:
        yield
    finally:
        board.add(key)


# [end borrowing]
