"""End a process that has a child of its own, and look who is left."""

import os
import select
import signal
import subprocess
from collections.abc import Callable

# [start trees]
#: A shell that starts a child and waits for it; the child says its id.
FAMILY = "sh -c 'echo $$; exec sleep 60' & wait"
#: The same, but the child moves to a session of its own.
RUNAWAY = "setsid sh -c 'echo $$; exec sleep 60' & wait"
LOOK = 0.5


def end_child(process: subprocess.Popen[bytes]) -> None:
    """End the process that was started, as a timeout does."""
    process.kill()


def end_group(process: subprocess.Popen[bytes]) -> None:
    """End the process and all that share its group."""
    os.killpg(process.pid, signal.SIGKILL)


def left_behind(end: Callable[[subprocess.Popen[bytes]], None], family: str = FAMILY) -> bool:
    """Start a family, end it, and tell whether somebody of it still runs."""
    with subprocess.Popen(
        ['sh', '-c', family], stdout=subprocess.PIPE, bufsize=0, start_new_session=True
    ) as process:
        child = int(process.stdout.readline())
        end(process)
        process.wait()
        # A pipe comes to its end when nobody holds its other side any more.
        ended, _, _ = select.select([process.stdout], [], [], LOOK)
    if not ended:
        os.kill(child, signal.SIGKILL)
    return not ended


# [end trees]
def main() -> None:
    """Print who outlives what."""
    for end in (end_child, end_group):
        print(f'{end.__name__}: somebody is left', left_behind(end))


if __name__ == '__main__':
    main()
