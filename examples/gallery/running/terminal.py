"""Shows what all parts say in one terminal, each line with the name of its part."""

import os
import sys
import threading
from itertools import cycle
from typing import IO, Final

_COLOURS: Final = ('36', '33', '35', '32', '34', '31')
_WIDTH: Final = len('frontend')
_PATIENCE: Final = 1.0  # seconds for the last lines


class Terminal:
    """Merges the parts' lines; no line is broken by another one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._readers: list[threading.Thread] = []
        self._colours = cycle(_COLOURS)
        self._is_coloured = sys.stdout.isatty() and 'NO_COLOR' not in os.environ

    def say(self, text: str) -> None:
        """Show a line of our own."""
        self._write(self._label('gallery', '1'), text)

    def show(self, name: str, stream: IO[str] | None) -> None:
        """Show everything that a part says from now on."""
        label = self._label(name, next(self._colours))
        reader = threading.Thread(target=self._read, args=(label, stream or ()), daemon=True)
        reader.start()
        self._readers.append(reader)

    def close(self) -> None:
        """Show the last lines."""
        for reader in self._readers:
            reader.join(_PATIENCE)

    def _read(self, label: str, lines: IO[str]) -> None:
        for line in lines:
            self._write(label, line.rstrip())

    def _write(self, label: str, text: str) -> None:
        with self._lock:
            print(f'{label} | {text}', flush=True)

    def _label(self, name: str, colour: str) -> str:
        padded = name.ljust(_WIDTH)
        return f'\033[{colour}m{padded}\033[0m' if self._is_coloured else padded
