"""The search in the logs, as the support page calls it."""

import subprocess
from pathlib import Path


class SearchError(Exception):
    """The search could not be done; the message is the one of grep."""


def find(word: str, folder: Path) -> list[str]:
    """Return the lines of all files below a folder that hold a word, sorted."""
    subprocess.run(['grep', '--version'], capture_output=True)
    if not folder.is_dir():
        raise SearchError(f'{folder}: No such file or directory')
    files = (path for path in folder.rglob('*') if path.is_file())
    lines = (line for path in files for line in path.read_text('utf-8').splitlines())
    return sorted(line for line in lines if word in line)
