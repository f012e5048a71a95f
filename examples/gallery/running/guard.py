"""Ends the parts when the one who started them can't do it any more."""

import subprocess
from typing import Final

#: Reads the ids of the parts, one a line. The lines end when their writer has ended, in whatever
#: way; then each part has a moment to end in order.
_SCRIPT: Final = """
while read -r id; do ids="$ids -$id"; done
kill -s TERM -- $ids 2>/dev/null
sleep 2
kill -s KILL -- $ids 2>/dev/null
"""


class Guard:
    """A shell that waits at a pipe: the pipe closes even when we are killed with SIGKILL."""

    def __init__(self) -> None:
        self._shell = subprocess.Popen(
            ['/bin/sh', '-c', _SCRIPT],
            stdin=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def watch(self, pid: int) -> None:
        """Take a part under guard; its id is the id of its group, too."""
        if self._shell.stdin:
            self._shell.stdin.write(f'{pid}\n')
            self._shell.stdin.flush()

    def dismiss(self) -> None:
        """Stop guarding: all parts have ended."""
        self._shell.kill()
        self._shell.communicate()
