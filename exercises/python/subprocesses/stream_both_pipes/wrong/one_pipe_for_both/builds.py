"""Run builds and show what they say."""

import subprocess
from collections.abc import Callable, Sequence

Show = Callable[[str, str], None]


def run_build(command: Sequence[str], show: Show) -> int:
    """Run a build, show each line of its two pipes, and return its exit code."""
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding='utf-8',
        errors='backslashreplace',
    ) as process:
        try:
            for line in process.stdout:
                show('out', line.removesuffix('\n'))
        except BaseException:
            process.kill()
            raise
        return process.wait()
