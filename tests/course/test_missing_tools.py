"""A missing tool is neither a pass nor a failure, for exactly the tasks that need it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from galka.course import manifest

ROOT = Path(__file__).parents[2]
COURSE = manifest.load(ROOT)
#: Lessons are proved whole elsewhere; one quick task stands for those that need no tool.
WITHOUT_TOOLS = 'python/slots/open_one_class'


def verify_without(tool: str, *tasks: str) -> dict[str, Any]:
    """Return the proofs of tasks on a machine without a tool."""
    kept = {name: text for name, text in os.environ.items() if name != 'GALKA_REQUIRE_TOOLS'}
    ended = subprocess.run(
        [sys.executable, '-m', 'galka', 'verify', '--json', *tasks],
        cwd=ROOT,
        env=kept | {'GALKA_HIDE_TOOLS': tool},
        capture_output=True,
        check=False,
        text=True,
        timeout=300,
    )
    assert ended.returncode == 3, ended.stdout + ended.stderr
    return {proof['id']: proof for proof in json.loads(ended.stdout)['tasks']}


@pytest.mark.parametrize('tool', ['git', 'nginx', 'docker', 'postgres'])
def test_exactly_the_tasks_that_need_it_are_not_verified(tool: str) -> None:
    """Their every answer says which tool is missing and how to install it; no other task minds."""
    needing = [
        task.id for lesson in COURSE.lessons if tool in lesson.tools for task in lesson.tasks
    ]
    found = verify_without(tool, *needing, WITHOUT_TOOLS)
    assert found.pop(WITHOUT_TOOLS)['solution'] == 'passed'
    assert sorted(found) == sorted(needing)
    for proof in found.values():
        verdicts = {proof['solution'], proof['stub'], *proof['wrong'].values()}
        assert verdicts == {'not verified'}, proof
        assert 'hidden by GALKA_HIDE_TOOLS (install: ' in proof['reason']
