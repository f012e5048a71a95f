"""A journal of payments in a folder that several programs share."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the right to write: a file that only one program can make."""
    file = folder / 'lock'
    try:
        file.touch(exist_ok=False)
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
    with (folder / 'journal').open() as journal:
        return sum(int(line) for line in journal)
