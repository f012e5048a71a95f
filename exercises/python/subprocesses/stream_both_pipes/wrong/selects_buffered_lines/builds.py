"""Run builds and show what they say."""

import selectors
import subprocess
from collections.abc import Callable, Sequence

Show = Callable[[str, str], None]


def relay(process: subprocess.Popen[str], show: Show) -> None:
    """Show both pipes of a process until both have ended."""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ, 'out')
        selector.register(process.stderr, selectors.EVENT_READ, 'err')
        while selector.get_map():
            for key, _ in selector.select():
                line = key.fileobj.readline()
                if line:
                    show(key.data, line.removesuffix('\n'))
                else:
                    selector.unregister(key.fileobj)


def run_build(command: Sequence[str], show: Show) -> int:
    """Run a build, show each line of its two pipes, and return its exit code."""
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding='utf-8',
        errors='backslashreplace',
    ) as process:
        try:
            relay(process, show)
        except BaseException:
            process.kill()
            raise
        return process.wait()
