"""Build a wheel in a folder that is thrown away, and show what it says of its licence.

An argument with an equals sign is a line of the project's ``pyproject.toml``, any other argument
is the name of a file beside it.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from examples.start.licences import carried

# [start project]
PROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "tea"
version = "1.0"
"""
# [end project]


def build(project: Path) -> str:
    """Build the wheel with Hatchling, without a network, and return what was said."""
    ended = subprocess.run(
        [sys.executable, '-m', 'build', '--no-isolation', '--wheel', project],
        capture_output=True,
        check=False,
        text=True,
    )
    return ended.stdout + ended.stderr


def main(*words: str) -> None:
    """Write the project, build it, and read the wheel."""
    lines = [word for word in words if '=' in word]
    with TemporaryDirectory() as place:
        project = Path(place)
        for name in {'tea.py', *words}.difference(lines):
            path = project / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f'# {name}\n')
        project.joinpath('pyproject.toml').write_text('\n'.join([PROJECT, *lines]))
        said = build(project)
        for wheel in project.glob('dist/*.whl'):
            carried.main(str(wheel))
    for line in said.splitlines():
        if line.startswith('ValueError: '):
            print(line)


if __name__ == '__main__':
    main(*sys.argv[1:])
