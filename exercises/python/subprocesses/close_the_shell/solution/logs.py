"""The search in the logs, as the support page calls it."""

import subprocess
from pathlib import Path

# grep answers 0 when it found something and 1 when it did not; from here on it could not search.
FAILED = 2


class SearchError(Exception):
    """The search could not be done; the message is the one of grep."""


def find(word: str, folder: Path) -> list[str]:
    """Return the lines of all files below a folder that hold a word, sorted."""
    # No shell reads the word. -F: it is no pattern; --: it is no option.
    # To grep `-` alone is its standard input, also after --. An absolute path begins with `/`.
    done = subprocess.run(
        ['grep', '-rhF', '--', word, str(folder.absolute())],
        capture_output=True,
        encoding='utf-8',
    )
    if done.returncode >= FAILED:
        raise SearchError(done.stderr)
    return sorted(done.stdout.splitlines())
