"""A journal of payments in a folder that several programs share."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the right to write: a file that only one program can make."""
    file = folder / 'lock'
    # Before the try: whoever could not make it must not remove it.
    file.touch(exist_ok=False)
    try:
        yield
    finally:
        file.unlink()


def append(folder: Path, payment: int) -> None:
    """Note a payment."""
    # The file is closed, and so written, before the lock is released.
    with locked(folder), (folder / 'journal').open('a') as journal:
        print(format(payment, 'd'), file=journal)


def balance(folder: Path) -> int:
    """Return the sum of all payments."""
    return sum(int(line) for line in (folder / 'journal').open())
