"""Run builds and show what they say."""

import subprocess
import threading
from collections.abc import Callable, Iterable, Sequence

Show = Callable[[str, str], None]


def relay(name: str, pipe: Iterable[str], show: Show) -> None:
    """Show each line of a pipe."""
    for line in pipe:
        show(name, line.removesuffix('\n'))


def run_build(command: Sequence[str], show: Show) -> int:
    """Run a build, show each line of its two pipes, and return its exit code."""
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding='utf-8',
        errors='backslashreplace',
    ) as process:
        errors = threading.Thread(target=relay, args=('err', process.stderr, show))
        errors.start()
        try:
            relay('out', process.stdout, show)
        except BaseException:
            process.kill()
            raise
        finally:
            errors.join()
        return process.wait()
