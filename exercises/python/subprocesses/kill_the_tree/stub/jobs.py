"""Run the jobs of the night."""

import subprocess
from collections.abc import Sequence
from typing import NamedTuple


class Outcome(NamedTuple):
    """How a job ended."""

    code: int
    output: str
    timed_out: bool


def run_job(command: Sequence[str], timeout: float, grace: float) -> Outcome:
    """Run a job for so many seconds at most; what it started ends with it."""
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding='utf-8',
    )
    try:
        output, _ = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        process.kill()
        return Outcome(process.wait(), '', timed_out=True)
    return Outcome(process.returncode, output, timed_out=False)
