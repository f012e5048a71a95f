"""Runs the tool on a disk of its own that is full, or read-only.

``unshare --mount python -m tests.unit.tool.small_disk KIND FOLDER`` reads commands as a list of
JSON lists, and prints what came of each. Only this process and its children see the disk, which is
gone with them.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FULL, READ_ONLY = 'full', 'read-only'
#: Enough for a workspace, and filled at once.
SIZE = '1m'
BLOCK = 4096
PATIENCE = 60


def main(kind: str, workspace: Path) -> None:
    """Put the workspace on the disk, and run the commands there."""
    kept = workspace.with_name('kept')
    shutil.copytree(workspace, kept)
    mount('-t', 'tmpfs', '-o', f'size={SIZE}', 'tmpfs', str(workspace))
    shutil.copytree(kept, workspace, dirs_exist_ok=True)
    if kind == FULL:
        end_at_block(workspace / '.galka/log.jsonl')
        fill(workspace / 'filler')
    else:
        mount('-o', 'remount,ro', str(workspace))
    json.dump(list(answers(json.load(sys.stdin), workspace)), sys.stdout)


def answers(commands: list[list[str]], workspace: Path) -> Iterator[dict[str, Any]]:
    """Yield what each command said, and whether the workspace is what it was."""
    before = content(workspace)
    for command in commands:
        ended = subprocess.run(
            command,
            cwd=workspace.parent,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            text=True,
            timeout=PATIENCE,
        )
        yield {
            'code': ended.returncode,
            'said': ended.stdout + ended.stderr,
            'unchanged': content(workspace) == before,
        }


def content(workspace: Path) -> dict[str, bytes]:
    """Return all files of a workspace."""
    return {str(path): path.read_bytes() for path in workspace.rglob('*') if path.is_file()}


def end_at_block(log: Path) -> None:
    """Use up, with empty lines, what is left of the last block: no event fits there any more."""
    with log.open('ab') as stream:
        stream.write(b'\n' * (-stream.tell() % BLOCK))


def fill(filler: Path) -> None:
    """Write until nothing more fits."""
    with filler.open('wb', buffering=0) as stream:
        try:
            while True:
                stream.write(bytes(BLOCK))
        except OSError:
            return


def mount(*words: str) -> None:
    """Mount a disk, or mount it in another way."""
    subprocess.run(['mount', *words], check=True)


if __name__ == '__main__':
    main(sys.argv[1], Path(sys.argv[2]))
