"""One sign and one colour for each state, the same everywhere; the word is always there too."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from galka.model.progress import LessonState, TaskState
from galka.model.verdict import Verdict

Style = Mapping[str, Any]
LESSONS: Mapping[LessonState, tuple[str, Style]] = MappingProxyType(
    {
        LessonState.SOLVED: ('✓', {'fg': 'green', 'bold': True}),
        LessonState.CLAIMED: ('○', {'fg': 'cyan'}),
        LessonState.STARTED: ('▸', {'fg': 'yellow'}),
        LessonState.OPEN: ('·', {}),
    }
)
TASKS: Mapping[TaskState, tuple[str, Style]] = MappingProxyType(
    {
        TaskState.SOLVED: ('✓', {'fg': 'green'}),
        TaskState.REVEALED: ('○', {'fg': 'magenta'}),
        TaskState.OPEN: ('·', {}),
    }
)
VERDICTS: Mapping[Verdict, tuple[str, Style]] = MappingProxyType(
    {
        Verdict.PASSED: ('✓', {'fg': 'green', 'bold': True}),
        Verdict.FAILED: ('✗', {'fg': 'red', 'bold': True}),
        Verdict.NOT_VERIFIED: ('~', {'fg': 'yellow', 'bold': True}),
    }
)
OUTCOMES: Mapping[str, tuple[str, Style]] = MappingProxyType(
    {
        'passed': ('✓', {'fg': 'green'}),
        'failed': ('✗', {'fg': 'red'}),
        'skipped': ('~', {'fg': 'yellow'}),
    }
)
PLANNED: tuple[str, Style] = (' ', {'dim': True})
