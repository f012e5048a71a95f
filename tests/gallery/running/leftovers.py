"""Finds what a gallery left running: each of its processes names its data folder somewhere."""

import time
from pathlib import Path
from typing import Final

_LIMIT: Final = 10.0
_STEP: Final = 0.1


def left_of(folder: Path) -> list[str]:
    """Return the processes that still belong to a folder, after a while for the last to go."""
    deadline = time.monotonic() + _LIMIT
    while _processes(str(folder)) and time.monotonic() < deadline:
        time.sleep(_STEP)
    return _processes(str(folder))


def pid_of(folder: Path, words: str) -> int:
    """Return the process of a folder whose command holds some words: the oldest of them."""
    deadline = time.monotonic() + _LIMIT
    found: list[str] = []
    while not found:
        assert time.monotonic() < deadline, f'no {words!r} among {_processes(str(folder))}'
        found = [line for line in _processes(str(folder)) if words in line]
    return min(int(line.split()[0]) for line in found)


def _processes(mark: str) -> list[str]:
    found = []
    for entry in Path('/proc').glob('[0-9]*'):
        try:
            command = (
                (entry / 'cmdline').read_bytes().replace(b'\0', b' ').decode('utf-8', 'replace')
            )
            surroundings = (entry / 'environ').read_bytes().decode('utf-8', 'replace')
        except OSError:
            continue
        if command and mark in command + surroundings:
            found.append(f'{entry.name} {command}')
    return found
