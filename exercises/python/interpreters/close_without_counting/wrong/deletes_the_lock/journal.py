"""A journal of payments in a folder that several programs share."""

from contextlib import suppress
from pathlib import Path


class Lock:
    """The right to write: a file that only one program can make."""

    def __init__(self, folder: Path) -> None:
        file = folder / 'lock'
        file.touch(exist_ok=False)
        self._file = file

    def __del__(self) -> None:
        # Without the attribute the lock is that of somebody else.
        with suppress(AttributeError):
            self._file.unlink()


def append(folder: Path, payment: int) -> None:
    """Note a payment."""
    lock = Lock(folder)
    with (folder / 'journal').open('a') as journal:
        print(format(payment, 'd'), file=journal)
    lock = None


def balance(folder: Path) -> int:
    """Return the sum of all payments."""
    with (folder / 'journal').open() as journal:
        return sum(int(line) for line in journal)
