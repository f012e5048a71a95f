"""Run builds and show what they say."""

import selectors
import subprocess
from collections.abc import Callable, Sequence

Show = Callable[[str, str], None]

AT_ONCE = 65536


class Lines:
    """Shows the lines of one pipe, whatever pieces they come in."""

    def __init__(self, name: str, show: Show) -> None:
        self.name = name
        self.show = show
        self.pieces: list[bytes] = []

    def take(self, chunk: bytes) -> None:
        """Show the lines that end in this chunk, and keep what begins in it."""
        *ended, rest = chunk.split(b'\n')
        for line in ended:
            self.pieces.append(line)
            self.flush()
        if rest:
            self.pieces.append(rest)

    def flush(self) -> None:
        """Show what was kept as one line."""
        # Whole lines only: a chunk may end in the middle of a letter.
        line = b''.join(self.pieces)
        self.pieces.clear()
        self.show(self.name, line.decode('utf-8', 'backslashreplace'))

    def end(self) -> None:
        """Show a last line without its line feed."""
        if self.pieces:
            self.flush()


def relay(process: subprocess.Popen[bytes], show: Show) -> None:
    """Show both pipes of a process until both have ended."""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ, Lines('out', show))
        selector.register(process.stderr, selectors.EVENT_READ, Lines('err', show))
        while selector.get_map():
            for key, _ in selector.select():
                chunk = key.fileobj.read(AT_ONCE)
                if chunk:
                    key.data.take(chunk)
                else:
                    selector.unregister(key.fileobj)
                    key.data.end()


def run_build(command: Sequence[str], show: Show) -> int:
    """Run a build, show each line of its two pipes, and return its exit code."""
    # No buffer: a selector sees the pipe, and not what a buffer has taken from it.
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
    ) as process:
        relay(process, show)
        return process.wait()
