"""Read single keys from a terminal, without waiting for Enter."""

import contextlib
import os
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import final

#: Seconds between two looks at whether reading should end.
PAUSE = 0.1
#: Who writes Russian need not leave that layout: its letters stand for those on the same keys.
SAME_KEYS = str.maketrans('йцукенгшщзфывапролдячсмить', 'qwertyuiopasdfghjklzxcvbnm')


@final
class KeyReader:
    """Calls ``on_key`` with each key that is pressed, from a thread of its own.

    Where standard input is no terminal there are no keys, and nothing is read.
    """

    def __init__(self, on_key: Callable[[str], None]) -> None:
        self._on_key = on_key
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)

    @contextlib.contextmanager
    def reading(self) -> Iterator[bool]:
        """Read keys inside the block; yield whether there are any to read."""
        if not sys.stdin.isatty():
            yield False
            return
        with _single_keys(sys.stdin.fileno()):
            self._thread.start()
            try:
                yield True
            finally:
                self._stop.set()
                self._thread.join(PAUSE * 2)

    def _read(self) -> None:
        if sys.platform == 'win32':
            self._read_console()
            return
        descriptor = sys.stdin.fileno()
        while not self._stop.is_set():
            ready, _, _ = select.select([descriptor], [], [], PAUSE)
            if ready:
                typed = os.read(descriptor, 16)
                if not typed:
                    self._on_key('q')
                    return
                if not typed.startswith(b'\x1b'):
                    self._hand_on(typed.decode(errors='replace')[0])

    def _hand_on(self, key: str) -> None:
        self._on_key(key.lower().translate(SAME_KEYS))

    def _read_console(self) -> None:
        if sys.platform == 'win32':
            import msvcrt

            while not self._stop.is_set():
                if msvcrt.kbhit():
                    self._hand_on(msvcrt.getwch())
                else:
                    self._stop.wait(PAUSE)


@contextlib.contextmanager
def _single_keys(descriptor: int) -> Iterator[None]:
    """Have the terminal hand over each key at once, and put it back as it was."""
    if sys.platform == 'win32':
        yield
        return
    import termios
    import tty

    before = termios.tcgetattr(descriptor)
    going_on = signal.signal(signal.SIGCONT, partial(_take_again, descriptor))
    try:
        tty.setcbreak(descriptor)
        yield
    finally:
        signal.signal(signal.SIGCONT, going_on)
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _take_again(descriptor: int, *_: object) -> None:
    """Have single keys after Ctrl-Z and fg, too: the shell has put the terminal back meanwhile."""
    import tty

    # Who changes a terminal from the background is stopped by the kernel.
    if os.tcgetpgrp(descriptor) == os.getpgrp():
        tty.setcbreak(descriptor)
