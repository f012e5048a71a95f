"""A journal of payments in a folder that several programs share."""

from pathlib import Path


def append(folder: Path, payment: int) -> None:
    """Note a payment."""
    lock = folder / 'lock'
    lock.touch(exist_ok=False)
    with (folder / 'journal').open('a') as journal:
        print(format(payment, 'd'), file=journal)
    lock.unlink()


def balance(folder: Path) -> int:
    """Return the sum of all payments."""
    with (folder / 'journal').open() as journal:
        return sum(int(line) for line in journal)
