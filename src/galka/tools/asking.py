"""Short questions to programs: cheap, and bounded in time."""

import re
from pathlib import Path
from typing import Final, NamedTuple

#: Seconds that an answer may take. A tool that is missing says so at once; an engine that has just
#: been started, or builds several images, was seen to need more than five.
PATIENCE: Final = 20


class Answer(NamedTuple):
    """What a program answered."""

    #: Its exit code; 1 when it did not start or did not answer in time.
    code: int
    #: What it wrote to both streams.
    text: str


def ask(program: Path, *arguments: str) -> Answer:
    """Run a program and return its answer; whatever happens, it ends within `PATIENCE`."""
    import subprocess  # not above: it would slow the start of every command

    try:
        done = subprocess.run(
            [program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors='replace',
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        return Answer(1, str(problem))
    return Answer(done.returncode, done.stdout.strip())


def version_in(text: str) -> str | None:
    """Return the first version number in a program's answer."""
    found = re.search(r'\d+(?:\.\d+)+', text)
    return found.group() if found else None
