"""Run the jobs of the night."""

import os
import signal
import subprocess
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
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    timed_out = False
    try:
        output, _ = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        timed_out = True
        end_tree(process, grace)
        output, _ = process.communicate()
    finally:
        end_tree(process, grace)
    text = output.decode('utf-8', 'backslashreplace')
    return Outcome(process.returncode, text, timed_out)


def end_tree(process: subprocess.Popen[bytes], grace: float) -> None:
    """Ask the group of a process to end, insist after a time of grace, and read its exit code."""
    group = process.pid
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
