"""Runs a program of this environment over files of the repository, without a network."""

import os
import subprocess
import sys
from pathlib import Path

from tests.repository.files import ROOT

#: Where everything that asks for the network would go: nobody listens there.
NOWHERE = 'http://127.0.0.1:9'
PATIENCE = 60


def run(program: str, *words: str | Path) -> str:
    """Run a program; return nothing when it is content, else what it says."""
    kept = {name: text for name, text in os.environ.items() if 'TOKEN' not in name}
    ended = subprocess.run(
        [Path(sys.executable).with_name(program), *words],
        cwd=ROOT,
        env={**kept, 'HTTPS_PROXY': NOWHERE, 'HTTP_PROXY': NOWHERE, 'NO_COLOR': '1'},
        capture_output=True,
        check=False,
        text=True,
        timeout=PATIENCE,
    )
    return f'{ended.stdout}{ended.stderr}' if ended.returncode else ''
