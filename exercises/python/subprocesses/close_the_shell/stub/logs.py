"""The search in the logs, as the support page calls it."""

import subprocess
from pathlib import Path


class SearchError(Exception):
    """The search could not be done; the message is the one of grep."""


def find(word: str, folder: Path) -> list[str]:
    """Return the lines of all files below a folder that hold a word, sorted."""
    done = subprocess.run(
        f'grep -rh {word} {folder}', shell=True, capture_output=True, encoding='utf-8'
    )
    return sorted(done.stdout.splitlines())
