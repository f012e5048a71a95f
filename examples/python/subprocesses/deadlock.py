"""A child writes to two pipes; read them one after the other, and both sides wait for ever."""

import subprocess
import sys
import threading
from collections.abc import Callable

#: More than any pipe holds, and little enough for every pipe.
MUCH = 1_000_000
LITTLE = 1000


# [start readers]
def one_after_the_other(process: subprocess.Popen[bytes]) -> None:
    """Read the output to its end, and then the errors to theirs."""
    process.stdout.read()
    process.stderr.read()


def both_at_once(process: subprocess.Popen[bytes]) -> None:
    """Read whichever of the two has something."""
    process.communicate()


def tell(read: Callable[[subprocess.Popen[bytes]], None], size: int) -> str:
    """Read a child that writes so many bytes to its errors, and tell whether that ended."""
    program = f'import sys; sys.stderr.write("." * {size}); print("done")'
    with subprocess.Popen(
        [sys.executable, '-c', program], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        watchdog = threading.Timer(3, process.kill)
        watchdog.start()
        read(process)
        watchdog.cancel()
        how = 'stuck' if process.wait() else 'done'
    return f'{read.__name__}, {size} bytes: {how}'


# [end readers]
def main() -> None:
    """Print how each way of reading ends."""
    print(tell(one_after_the_other, LITTLE))
    print(tell(one_after_the_other, MUCH))
    print(tell(both_at_once, MUCH))


if __name__ == '__main__':
    main()
