"""Run the jobs of the night."""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from typing import NamedTuple

STEP = 0.01


class Outcome(NamedTuple):
    """How a job ended."""

    code: int
    output: str
    timed_out: bool


def run_job(command: Sequence[str], timeout: float, grace: float) -> Outcome:
    """Run a job for so many seconds at most; what it started ends with it."""
    # A file and no pipe: the end of a pipe comes when its last writer ends, in the background too.
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        timed_out = False
        try:
            process.wait(timeout)
        except subprocess.TimeoutExpired:
            timed_out = True
        finally:
            # In time, too late, interrupted: the tree ends in the same way.
            end_tree(process, grace)
        output.seek(0)
        text = output.read().decode('utf-8', 'backslashreplace')
    return Outcome(process.returncode, text, timed_out)


def end_tree(process: subprocess.Popen[bytes], grace: float) -> None:
    """Ask the group of a process to end, insist after a time of grace, and read its exit code."""
    group = os.getpgid(process.pid)
    deadline = time.monotonic() + grace
    there = reach(group, signal.SIGTERM)
    while there and time.monotonic() < deadline:
        time.sleep(STEP)
        process.poll()  # a zombie would still count
        there = reach(group, 0)
    reach(group, signal.SIGKILL)
    process.wait()


def reach(group: int, number: int) -> bool:
    """Send a signal to a group, and tell whether anybody is in it."""
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return False
    return True
