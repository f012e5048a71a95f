"""The tool's own judge over a report. It runs in an interpreter that no answer has been in."""

import json
from dataclasses import asdict, replace
from pathlib import Path

from galka.checking import judge
from galka.checking.examined import examine
from galka.model.course import Task


def verdict(task_id: str, test: str, raw: str, limit: float, seconds: float) -> str:
    """Return the verdict over what a check left, as JSON.

    ``test`` is the text of the task's test; ``raw`` is JSON: exit, stopped, word, report, output
    and changed, as the tool's own checks leave them. A check
    that was stopped for its time was stopped after ``limit`` seconds.
    """
    task = Task(task_id, Path('/course/exercises', task_id))
    examined = replace(examine(test), limit=limit)
    result = judge.judge(task, examined, json.loads(raw), seconds)
    return json.dumps(
        {
            'verdict': result.verdict,
            'reason': result.reason,
            'tests': [asdict(each) for each in result.tests],
            'output': result.output,
            'seconds': result.seconds,
        }
    )
