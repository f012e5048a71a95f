"""Run builds and show what they say."""

import subprocess
from collections.abc import Callable, Sequence

Show = Callable[[str, str], None]


def run_build(command: Sequence[str], show: Show) -> int:
    """Run a build, show each line of its two pipes, and return its exit code."""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding='utf-8'
    ) as process:
        for line in process.stdout:
            show('out', line.removesuffix('\n'))
        for line in process.stderr:
            show('err', line.removesuffix('\n'))
        return process.wait()
