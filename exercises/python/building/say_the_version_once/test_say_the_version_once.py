"""A release is numbered in one file, and the wheel carries that number."""

import os
import random
import re
import shutil
import subprocess
import sys
from email import message_from_bytes
from pathlib import Path
from zipfile import ZipFile

import pytest

from galka.checking.answers import answer_of
from galka.fixtures import require

LIMIT = 60
LINE = re.compile("^__version__ = '[^']*'$", re.MULTILINE)
SHOWN = 1500
# Different in each run, and now and then a candidate: 7.31, 7.3rc2.
RELEASE = f'7.{random.randrange(SHOWN)}{random.choice(("", "rc2"))}'
ASK = 'import sys, tides; sys.argv[1:] = ["--version"]; sys.exit(tides.main())'


@pytest.fixture(scope='module')
def wheel(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Release the project once: write a new number, and build a wheel."""
    require('build')
    require('hatchling')
    answer = answer_of(request.config, request.path.parent)
    project = shutil.copytree(answer, tmp_path_factory.mktemp('release') / 'tides')
    source = project / 'src/tides/__init__.py'
    text, count = LINE.subn(f"__version__ = '{RELEASE}'", source.read_text('utf-8'))
    assert count == 1, (
        "src/tides/__init__.py has no line that begins with __version__ = ' any more, or several: "
        'the program that makes releases could not write the new number'
    )
    source.write_text(text, 'utf-8')
    command = [sys.executable, '-m', 'build', '--no-isolation', '--wheel']
    built = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    said = (built.stdout + built.stderr)[-SHOWN:]
    assert built.returncode == 0, f'no wheel could be built; look in pyproject.toml:\n{said}'
    return next(project.glob('dist/*.whl'))


def test_the_wheel_has_the_number_of_the_release(wheel: Path) -> None:
    """The file's name and the metadata in it say the number that was written."""
    # The same that pip looks at.
    files = ZipFile(wheel).namelist()
    metadata = next(name for name in files if name.endswith('.dist-info/METADATA'))
    found = message_from_bytes(ZipFile(wheel).read(metadata))['Version']
    assert found == RELEASE, (
        f'the release program wrote {RELEASE} into __init__.py, but the wheel is called '
        f'{wheel.name} and its metadata say {found}. Where in pyproject.toml does that come from?'
    )


def test_the_command_says_the_same(wheel: Path) -> None:
    """What was built prints the number of its release."""
    ended = subprocess.run(
        [sys.executable, '-c', ASK],
        env=os.environ | {'PYTHONPATH': str(wheel)},
        capture_output=True,
        text=True,
        check=False,
    )
    said = (ended.stdout + ended.stderr).strip()
    assert said == RELEASE, (
        f'tides --version should print {RELEASE}, but prints {said!r}; see src/tides/__init__.py'
    )
