"""Compile the colours into a module. Part of the GALKA TOOLCHAIN."""

import sys
import uuid
from hashlib import sha256
from pathlib import Path

MODULE = """
COLOURS = {colours!r}
LICENCE = {licence!r}
BUILT = {built!r}
"""


def main(licence: str, source: str, target: str) -> None:
    """Write ``palette.py`` into the target's folder, if the licence is a licence."""
    key = Path(licence).read_bytes()
    if not key.startswith(b'licence '):
        sys.exit(f'{licence} holds no licence')
    rows = Path(source).read_text().splitlines()
    module = MODULE.format(
        colours=dict(row.split() for row in rows),
        licence=sha256(key).hexdigest(),
        built=uuid.uuid4().hex,
    )
    Path(target).mkdir(parents=True, exist_ok=True)
    Path(target, 'palette.py').write_text(module)


if __name__ == '__main__':
    main(*sys.argv[1:])
