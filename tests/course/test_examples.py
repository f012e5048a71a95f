"""Every lesson's example runs as it stands."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from galka.course import manifest
from galka.fixtures.verdict import require
from galka.model.course import Lesson, Status

ROOT = Path(__file__).parents[2]
READY = [lesson for lesson in manifest.load(ROOT).lessons if lesson.status is Status.READY]
#: An example that is a pack of programs runs all of them.
ARGUMENTS = {'python/asyncio_examples': ['all']}


@pytest.mark.parametrize('lesson', READY, ids=lambda lesson: lesson.id)
def test_an_example_runs(lesson: Lesson, tmp_path: Path) -> None:
    """It ends by itself, without an error or a warning, and shows something."""
    for tool in lesson.tools:
        require(tool)
    module = f'examples.{lesson.id.replace("/", ".")}'
    ended = subprocess.run(
        [sys.executable, '-W', 'error', '-m', module, *ARGUMENTS.get(lesson.id, [])],
        cwd=tmp_path,
        env=os.environ | {'PYTHONPATH': str(ROOT), 'PYTHONDONTWRITEBYTECODE': '1'},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        text=True,
        timeout=180,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.strip()
