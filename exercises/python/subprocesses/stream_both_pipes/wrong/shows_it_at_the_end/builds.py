"""Run builds and show what they say."""

import subprocess
from collections.abc import Callable, Sequence

Show = Callable[[str, str], None]


def run_build(command: Sequence[str], show: Show) -> int:
    """Run a build, show each line of its two pipes, and return its exit code."""
    done = subprocess.run(command, capture_output=True, encoding='utf-8', errors='backslashreplace')
    for line in done.stdout.splitlines():
        show('out', line)
    for line in done.stderr.splitlines():
        show('err', line)
    return done.returncode
