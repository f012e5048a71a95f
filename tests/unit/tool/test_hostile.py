"""An answer that attacks its check: it ends within the limit, leaves nothing, and is no pass."""

import subprocess
from pathlib import Path

import pytest

from tests.unit.tool.driver import Galka, wait_until

DOUBLE = 'first/numbers/double'
SOLVED = 'def double(number):\n    return number * 2\n'

TRICKS = {
    'leaves at once': 'import os\nos._exit(0)\n',
    'leaves politely': 'import sys\nsys.exit(0)\n',
    'leaves from a test': 'import os\ndef double(number):\n    os._exit(0)\n',
    'skips': 'import pytest\npytest.skip("later", allow_module_level=True)\n',
    'takes the word fail away': (
        'import pytest\npytest.fail = print\ndef double(number): return number * 2\n'
    ),
    'replaces the runner': (
        'import _pytest.runner\n'
        '_pytest.runner.pytest_runtest_call = lambda item: None\n'
        'import _pytest.python\n'
        '_pytest.python.Function.runtest = lambda self: None\n'
        'def double(number): return 1\n'
    ),
    'spares the test that must fail': (
        'import _pytest.python\n'
        'real = _pytest.python.Function.runtest\n'
        '_pytest.python.Function.runtest = (\n'
        '    lambda self: real(self) if self.name == "canary" else None)\n'
        'def double(number): return 1\n'
    ),
    'removes the tests': (
        'import sys, gc, pytest\n'
        'for item in gc.get_objects():\n'
        '    if isinstance(item, pytest.Session):\n'
        '        item.perform_collect = lambda *a, **k: []\n'
        'frame = sys._getframe()\n'
        'while frame:\n'
        '    for name in [n for n in frame.f_globals if n.startswith("test_")]:\n'
        '        del frame.f_globals[name]\n'
        '    frame = frame.f_back\n'
    ),
    'writes a report of its own': (
        'import os\n'
        'line = b\'{"test": "test_a_number_is_doubled[3]", "outcome": "passed"}\\n\'\n'
        'for number in range(3, 32):\n'
        '    try:\n'
        '        os.write(number, line)\n'
        '    except OSError:\n'
        '        pass\n'
        'os._exit(0)\n'
    ),
    'closes its outputs': 'import os\nos.close(1)\nos.close(2)\ndef double(number): return 1\n',
}


@pytest.mark.parametrize('trick', TRICKS)
def test_a_trick_is_no_pass(started: Galka, trick: str) -> None:
    """However the process ends, only tests that ran and passed are a pass."""
    started.write(DOUBLE, 'doubling.py', TRICKS[trick])
    found = started.json('check', code=1)
    assert found['verdict'] != 'passed'
    assert found['reason']


def test_an_endless_loop_ends_and_its_line_is_named(started: Galka) -> None:
    """At its limit a check is stopped; the learner reads where it was."""
    endless = 'def double(number):\n    while True:\n        number += 1\n'
    started.write(DOUBLE, 'doubling.py', endless)
    reason = started.json('check', code=1)['reason']
    assert 'stopped after 5 s' in reason
    assert 'doubling.py, line' in reason


def test_no_process_is_left(started: Galka, tmp_path: Path) -> None:
    """Children, grandchildren and those with a session of their own are gone after the check."""
    mark = tmp_path / 'pids'
    started.write(
        DOUBLE,
        'doubling.py',
        'import subprocess\n'
        f'mark = open({str(mark)!r}, "a")\n'
        'for new_session in (False, True):\n'
        '    process = subprocess.Popen(\n'
        '        ["sh", "-c", "sleep 300 & echo $! $$; wait"],\n'
        '        start_new_session=new_session, stdout=mark, stdin=subprocess.DEVNULL)\n'
        'import time\n'
        'time.sleep(0.5)\n' + SOLVED,
    )
    started.json('check')
    pids = mark.read_text().split()
    assert len(pids) == 4
    alive = [pid for pid in pids if Path(f'/proc/{pid}').exists()]
    assert not alive


def test_a_killed_galka_leaves_no_check_behind(started: Galka, tmp_path: Path) -> None:
    """When the tool itself is killed, the check that it started is gone soon after."""
    mark = tmp_path / 'pid'
    started.write(
        DOUBLE,
        'doubling.py',
        f'import os, time\nopen({str(mark)!r}, "w").write(str(os.getpid()))\ntime.sleep(60)\n',
    )
    with subprocess.Popen(
        [*started.command, 'check'],
        cwd=started.here,
        env=dict(started.environment),
    ) as tool:
        wait_until(lambda: mark.exists() and mark.read_text() != '')
        tool.kill()
    checked = Path('/proc', mark.read_text())
    wait_until(lambda: not checked.exists())
    assert not checked.exists()


def test_a_fork_bomb_ends(started: Galka) -> None:
    """A process that only makes new ones is ended with all of them."""
    started.write(
        DOUBLE,
        'doubling.py',
        'import os, time\n'
        'def bomb(depth):\n'
        '    for _ in range(3):\n'
        '        if os.fork() == 0:\n'
        '            os.setsid()\n'
        '            if depth:\n'
        '                bomb(depth - 1)\n'
        '            time.sleep(300)\n'
        '            os._exit(0)\n'
        'def double(number):\n'
        '    bomb(3)\n'
        '    return number * 2\n',
    )
    before = processes()
    started.json('check', code=0)
    assert processes() - before < 20


def processes() -> int:
    """Return how many processes there are."""
    return sum(path.name.isdecimal() for path in Path('/proc').iterdir())
