"""Where a check was when it was stopped is told in the learner's words."""

from galka.checking.examined import Examined
from galka.checking.judge import judge
from galka.course import manifest
from galka.model.verdict import CheckResult
from tests.unit.tool.driver import SMALL_COURSE

#: What `faulthandler` writes of an answer that prints without end while it is imported.
FRAMES = """\
Timeout (0:00:04)!
Thread 0x00007f (most recent call first):
  File "<frozen codecs>", line 322 in decode
  File "/home/me/workspace/first/numbers/double/doubling.py", line 2 in endless
  File "/home/me/galka/checking/child.py", line 101 in run
"""


def stopped(output: str) -> CheckResult:
    """Return the verdict over an answer that was stopped at its limit."""
    raw = {'stopped': 'time', 'word': '', 'report': '', 'exit': None, 'changed': False}
    task = next(manifest.load(SMALL_COURSE).tasks)
    return judge(task, Examined((), 5, silent=False), {**raw, 'output': output}, 5)


def test_the_line_is_the_learners() -> None:
    """Modules of Python's own that have no file are passed over."""
    assert stopped(FRAMES).reason.endswith('at that moment: doubling.py, line 2, in endless')


def test_only_what_the_answer_printed_is_shown() -> None:
    """The frames are not the answer's output; what looks like them in a line of its own is."""
    printed = 'Timeout (soon)!\nstill here\n'
    assert stopped(f'{printed}{FRAMES}').output == printed
