"""Where programs and modules are found on this machine."""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from galka.tools.tool import Tool


def of_program(tool: Tool) -> Iterator[Path]:
    """Yield the tool's programs: beside the running Python, on PATH, then in its usual places."""
    # A tool of the running Python's environment stands beside it, whether on PATH or not.
    folders = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get('PATH', '')))
    for name in tool.programs:
        found = shutil.which(name, path=folders)
        if found:
            yield Path(found)
    for pattern in tool.places:
        for place in sorted(_matching(pattern), key=_numbers, reverse=True):
            yield from filter(Path.is_file, (place, *map(place.joinpath, tool.programs)))


def of_module(name: str) -> Iterator[Path]:
    """Yield the file of an importable module."""
    from importlib.util import find_spec  # not above: it would slow the start of every command

    spec = find_spec(name)
    if spec and spec.origin:
        yield Path(spec.origin)


def in_package(name: str, path: str) -> Iterator[Path]:
    """Yield a path inside an importable package; the package is not imported."""
    for module in of_module(name):
        yield module.parent / path


def _matching(pattern: str) -> Iterator[Path]:
    path = Path(pattern)
    return Path(path.anchor).glob(str(path.relative_to(path.anchor)))


def _numbers(path: Path) -> list[int]:
    """Return what makes version 15 newer than version 9."""
    return [int(digits) for digits in re.findall(r'\d+', str(path))]
