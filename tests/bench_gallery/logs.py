"""Keeps what all parts say: each part has a file."""

import subprocess
import sys
from pathlib import Path
from typing import IO, Final

from examples.gallery.running.terminal import Terminal

#: So many characters of a part's last words are shown.
_SHOWN: Final = 2000


class Logs(Terminal):
    """Takes the place of a terminal.

    To merge and label thousands of lines a second would cost as much as the answers that they are
    about. So each part has a small program beside it that moves its lines to a file.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._movers: list[subprocess.Popen[bytes]] = []
        folder.mkdir()

    def say(self, text: str) -> None:
        """Show how far we are."""
        print(text, file=sys.stderr, flush=True)

    def show(self, name: str, stream: IO[str] | None) -> None:
        """Move everything that a part says from now on."""
        if stream is None:
            return
        with self._file(name).open('ab') as file, stream:
            mover = subprocess.Popen(['cat'], stdin=stream, stdout=file, start_new_session=True)
        self._movers.append(mover)

    def close(self) -> None:
        """Wait for the last lines."""
        for mover in self._movers:
            mover.wait()

    def said(self, name: str) -> str:
        """Return the last words of a part."""
        return self._file(name).read_text('utf-8', 'replace')[-_SHOWN:]

    def _file(self, name: str) -> Path:
        return self._folder / f'{name}.log'
