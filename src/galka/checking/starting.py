"""Start the process that checks, as early as possible: it imports less than a command does."""

import os
import subprocess
import sys

CAN_FORK = hasattr(os, 'fork')
WARM = '--warm'
#: Processes for a single check that were started before their owners were ready to need them.
_early: list[subprocess.Popen[str]] = []


def start(*, warm: bool) -> subprocess.Popen[str]:
    """Return a process that serves checks; ``warm`` readies it for many, which one need not pay."""
    if _early and not warm:
        return _early.pop()
    return subprocess.Popen(
        [sys.executable, '-P', '-m', 'galka.checking.server', *([WARM] if warm else [])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding='utf-8',
    )


def start_early() -> None:
    """Begin to import pytest over there, while the command line is read here."""
    if CAN_FORK:
        _early.append(start(warm=False))
