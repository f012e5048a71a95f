"""An answer that attacks its check: it ends within the limit, leaves nothing, and is no pass."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from galka.checking import landlock, reaping
from galka.checking.attempt import OUTPUT_KEPT
from galka.checking.client import Checker
from galka.course import manifest
from tests.unit.tool.driver import SMALL_COURSE, Galka, wait_until
from tests.unit.tool.figures import HOSTILE

ROOT = Path(__file__).parents[3]
DOUBLE = 'first/numbers/double'
SOLVED = 'def double(number):\n    return number * 2\n'
WRONG = 'def double(number):\n    return 1\n'

#: Finds pytest's session, as an answer can.
FIND_SESSION = (
    'import gc, pytest\n'
    'session = next(each for each in gc.get_objects() if isinstance(each, pytest.Session))\n'
)
TRICKS = {
    'leaves at once': 'import os\nos._exit(0)\n',
    'leaves politely': 'import sys\nsys.exit(0)\n',
    'leaves from a test': 'import os\ndef double(number):\n    os._exit(0)\n',
    'leaves after the last line': (
        'import os\n'
        'real = os.write\n'
        'def write(number, line):\n'
        '    real(number, line)\n'
        '    if b"finished" in line:\n'
        '        os._exit(3)\n'
        'os.write = write\n'
        f'{SOLVED}'
    ),
    'skips': 'import pytest\npytest.skip("later", allow_module_level=True)\n',
    'takes the word fail away': (
        'import pytest\npytest.fail = print\ndef double(number): return number * 2\n'
    ),
    'breaks the word fail': f'import pytest\npytest.fail = None\n{SOLVED}',
    'takes the word raises away': (
        'import contextlib, pytest\n'
        'pytest.raises = lambda *_: contextlib.suppress(BaseException)\n'
        f'{SOLVED}'
    ),
    'takes the word fail away and counts a failure': (
        f'{FIND_SESSION}'
        'pytest.fail = print\n'
        'def double(number):\n'
        '    session.testsfailed = 1\n'
        '    return number * 2\n'
    ),
    'counts no failure': (
        'import pytest\n'
        'pytest.Session.testsfailed = property(lambda self: 0, lambda self, count: None)\n'
        f'{SOLVED}'
    ),
    'drops tests that are to come': (
        f'{FIND_SESSION}def double(number):\n    session.items[1:3] = []\n    return 6\n'
    ),
    'hides tests': (
        'import _pytest.python\n'
        'real = _pytest.python.PyCollector.collect\n'
        '_pytest.python.PyCollector.collect = (\n'
        '    lambda self: [test for test in real(self) if "number" not in test.name])\n'
        'def double(number): return 1\n'
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
    'writes a whole report of its own': (
        'import json, os\n'
        'names = [f"test_a_number_is_doubled[{number}]" for number in (3, 0, -7)]\n'
        'records = [{"test": name, "outcome": "passed"} for name in names]\n'
        'records += [\n'
        '    {"test": "test_the_answer_folder_is_known", "outcome": "passed"},\n'
        '    {"test": "canary", "outcome": "failed", "message": "canary"},\n'
        '    {"finished": 1},\n'
        ']\n'
        'report = "".join(f"{json.dumps(record)}\\n" for record in records).encode()\n'
        'for number in range(3, 32):\n'
        '    try:\n'
        '        os.write(number, report)\n'
        '    except OSError:\n'
        '        pass\n'
        'os._exit(0)\n'
    ),
    'closes its outputs': 'import os\nos.close(1)\nos.close(2)\ndef double(number): return 1\n',
}


#: Finds the file of the test, as an answer can.
FIND_TEST = (
    'import os, sys\n'
    'frame = sys._getframe()\n'
    'while not frame.f_code.co_filename.endswith("test_double.py"):\n'
    '    frame = frame.f_back\n'
    'test = frame.f_code.co_filename\n'
)
#: Each changes what would judge the answer, now or at the next check.
CHANGES = {
    'empties the test': 'open(test, "w").close()\n',
    'replaces the test': (
        'with open(test + ".new", "w") as file:\n'
        '    file.write("def test_a_number_is_doubled(): pass\\n")\n'
        'os.replace(test + ".new", test)\n'
    ),
    'removes the test': 'os.remove(test)\n',
    'cuts the test': 'os.truncate(test, 0)\n',
    'adds a link': 'os.symlink("/etc", os.path.dirname(test) + "/more")\n',
    'adds a folder': 'os.mkdir(os.path.dirname(test) + "/more")\n',
    'changes the judge': 'import galka.model.verdict\nopen(galka.model.verdict.__file__, "w")\n',
    'changes pytest': 'import _pytest.python\nopen(_pytest.python.__file__, "a").write("#")\n',
    'adds a start-up file': (
        'import sysconfig\nopen(sysconfig.get_path("purelib") + "/evil.pth", "w").close()\n'
    ),
    'writes progress': (
        'import pathlib\n'
        'log = pathlib.Path(__file__).parents[3] / ".galka" / "log.jsonl"\n'
        'log.open("a").write("x")\n'
    ),
}


#: Runs and kills a check in a process that looks for no descendants.
ALONE = """
import sys
from pathlib import Path
from galka.checking.attempt import Attempt
from galka.checking.child import Request
from tests.unit.tool.driver import wait_until
test, answer, mark = sys.argv[1:]
attempt = Attempt(Request(test, answer, 60, ''))
attempt.begin()
wait_until(lambda: Path(mark).exists() and Path(mark).read_text() != '')
attempt.kill()
"""


SERVER_KILLED = 'the process that checks is killed'
#: How a tool is ended that leads its process group; the signals are those of a terminal that is
#: closed, and of ``timeout``.
ENDS: dict[str, Callable[[int, int], None]] = {
    'it is killed': lambda tool, server: os.kill(tool, signal.SIGKILL),
    'its terminal is closed': lambda tool, server: os.killpg(tool, signal.SIGHUP),
    'its group is asked to end': lambda tool, server: os.killpg(tool, signal.SIGTERM),
    SERVER_KILLED: lambda tool, server: os.kill(server, signal.SIGKILL),
}


@pytest.fixture
def counted(record_property: Callable[[str, int], None]) -> None:
    """Count this hostile answer in the figure that is printed at the end."""
    record_property(HOSTILE, 1)


@pytest.mark.usefixtures('counted')
@pytest.mark.parametrize('trick', TRICKS)
def test_a_trick_is_no_pass(started: Galka, trick: str) -> None:
    """However the process ends, only tests that ran and passed are a pass."""
    started.write(DOUBLE, 'doubling.py', TRICKS[trick])
    found = started.json('check', code=1)
    assert found['verdict'] != 'passed'
    assert found['reason']


@pytest.mark.usefixtures('counted')
@pytest.mark.parametrize('change', CHANGES)
@pytest.mark.skipif(not landlock.version(), reason='this kernel has no Landlock')
def test_what_judges_can_not_be_changed(own_course: Galka, change: str) -> None:
    """An answer can write neither to the course nor to the tool nor to the learner's progress."""
    own_course('start')
    before = content(own_course)
    own_course.write(DOUBLE, 'doubling.py', f'{FIND_TEST}{CHANGES[change]}{WRONG}')
    assert 'Permission denied' in own_course.json('check', code=1)['reason']
    own_course.write(DOUBLE, 'doubling.py', WRONG)
    assert own_course.json('check', code=1)['reason'].startswith('double(3) is 6')
    assert content(own_course) == before


@pytest.mark.usefixtures('counted')
@pytest.mark.parametrize(
    'change',
    [lambda test: test.write_text('def test_a_number_is_doubled(): pass\n'), Path.unlink],
    ids=['replaced', 'removed'],
)
def test_a_changed_test_is_no_pass(
    own_course: Galka,
    place_for_marks: Path,
    change: Callable[[Path], object],
) -> None:
    """Where nothing protects the course, a test that changes while it runs passes nobody."""
    own_course('start')
    own_course.solve(DOUBLE)
    test = own_course.course / 'exercises' / DOUBLE / 'test_double.py'
    mark = place_for_marks / 'running'
    slow = f'def test_slow():\n    import time\n    open({str(mark)!r}, "w")\n    time.sleep(2)\n'
    test.write_text(f'{test.read_text()}\n\n{slow}')
    with ThreadPoolExecutor(1) as pool:
        found = pool.submit(own_course.json, 'check', code=1)
        wait_until(mark.exists)
        change(test)
        assert 'changed while it ran' in found.result()['reason']


@pytest.mark.usefixtures('counted')
def test_a_memory_hog_ends(started: Galka) -> None:
    """An answer that takes more and more memory is stopped long before the machine is full."""
    started.write(
        DOUBLE, 'doubling.py', 'hog = []\nwhile True:\n    hog.append(bytearray(10**6))\n'
    )
    reason = started.json('check', code=1, GALKA_CHECK_MEMORY='300')['reason']
    assert 'too much memory' in reason


@pytest.mark.usefixtures('counted')
def test_the_memory_of_children_counts(started: Galka) -> None:
    """A hog that takes its memory in processes of its own is stopped, too."""
    started.write(
        DOUBLE,
        'doubling.py',
        'import os, time\n'
        'for _ in range(5):\n'
        '    if not os.fork():\n'
        '        mine = b"x" * 100_000_000\n'
        '        time.sleep(60)\n'
        '        os._exit(0)\n'
        'time.sleep(60)\n',
    )
    reason = started.json('check', code=1, GALKA_CHECK_MEMORY='300')['reason']
    assert 'too much memory' in reason


@pytest.mark.usefixtures('counted')
def test_memory_that_is_shared_is_counted_once(started: Galka) -> None:
    """Many processes that share what their parent holds use little."""
    started.write(
        DOUBLE,
        'doubling.py',
        'import os, time\n'
        'mine = bytearray(60_000_000)\n'
        'for _ in range(8):\n'
        '    if not os.fork():\n'
        '        time.sleep(60)\n'
        '        os._exit(0)\n'
        'time.sleep(0.5)\n'
        f'{SOLVED}',
    )
    assert started.json('check', GALKA_CHECK_MEMORY='300')['verdict'] == 'passed'


def test_an_early_end_is_told(started: Galka) -> None:
    """Where an answer ends the process the learner reads with which code, and in which test."""
    started.write(DOUBLE, 'doubling.py', 'import os\ndef double(number):\n    os._exit(0)\n')
    reason = started.json('check', code=1)['reason']
    assert 'exit code 0 before its tests did, while test_a_number_is_doubled[3] ran' in reason


def test_a_file_without_tests_passes_nobody(own_course: Galka) -> None:
    """Where there is no test nothing was tested."""
    own_course('start')
    own_course.solve(DOUBLE)
    test = own_course.course / 'exercises' / DOUBLE / 'test_double.py'
    test.write_text('import doubling\n')
    assert 'there is none' in own_course.json('check', code=1)['reason']


def test_a_long_output_is_cut(started: Galka) -> None:
    """Of what an answer prints its beginning and its end are kept."""
    loud = 'def double(number):\n    print("x" * 10**6)\n    return 1\n'
    started.write(DOUBLE, 'doubling.py', loud)
    with Checker(warm=False) as checker:
        found = checker.check(
            next(manifest.load(SMALL_COURSE).tasks),
            started.workspace / DOUBLE,
        )
    assert '…' in found.output
    assert len(found.output) < 2 * OUTPUT_KEPT


@pytest.mark.usefixtures('counted')
def test_no_file_fills_the_disk(started: Galka) -> None:
    """A file of an answer can not grow beyond a limit."""
    started.write(DOUBLE, 'doubling.py', 'open("large", "wb").truncate(3 * 1024**3)\n')
    assert 'File too large' in started.json('check', code=1)['reason']


@pytest.mark.usefixtures('counted')
def test_an_endless_loop_ends_and_its_line_is_named(started: Galka) -> None:
    """At its limit a check is stopped; the learner reads where it was."""
    endless = 'def double(number):\n    while True:\n        number += 1\n'
    started.write(DOUBLE, 'doubling.py', endless)
    reason = started.json('check', code=1)['reason']
    assert 'stopped after 5 s' in reason
    assert 'doubling.py, line' in reason


@pytest.mark.usefixtures('counted')
def test_no_process_is_left(started: Galka, place_for_marks: Path) -> None:
    """Children, grandchildren and those with a session of their own are gone after the check."""
    mark = place_for_marks / 'pids'
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


@pytest.mark.usefixtures('counted')
@pytest.mark.parametrize('end', ENDS)
def test_an_ended_galka_leaves_no_check_behind(
    own_course: Galka,
    place_for_marks: Path,
    end: str,
) -> None:
    """However the tool is ended, the check that it started is gone long before its limit."""
    mark = place_for_marks / 'pids'
    test = own_course.course / 'exercises' / DOUBLE / 'test_double.py'
    test.write_text(test.read_text().replace('LIMIT = 5', 'LIMIT = 60'))
    own_course('start')
    own_course.write(
        DOUBLE,
        'doubling.py',
        'import os, time\n'
        f'open({str(mark)!r}, "w").write(f"{{os.getpid()}} {{os.getppid()}}")\n'
        'time.sleep(60)\n',
    )
    with subprocess.Popen(
        [*own_course.command, 'check'],
        cwd=own_course.here,
        env={**own_course.environment, 'TMPDIR': str(place_for_marks)},
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as tool:
        wait_until(lambda: mark.exists() and mark.read_text() != '')
        check, server = map(int, mark.read_text().split())
        ENDS[end](tool.pid, server)
    wait_until(lambda: not Path(f'/proc/{check}').exists())
    assert not Path(f'/proc/{check}').exists()
    if end != SERVER_KILLED:
        wait_until(lambda: list(place_for_marks.iterdir()) == [mark])
        assert list(place_for_marks.iterdir()) == [mark]


@pytest.mark.usefixtures('counted')
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


@pytest.mark.usefixtures('counted')
@pytest.mark.parametrize('name', ['SIGKILL', 'SIGSTOP'])
@pytest.mark.skipif(
    landlock.version() < landlock.SCOPED_SINCE,
    reason='this kernel lets everybody send signals',
)
def test_what_judges_can_not_be_stopped(started: Galka, name: str) -> None:
    """An answer that would end or stop the process that started it is told that it may not."""
    started.write(
        DOUBLE,
        'doubling.py',
        f'import os, signal\nos.kill(os.getppid(), signal.{name})\n',
    )
    assert 'not permitted' in started.json('check', code=1)['reason']


@pytest.mark.usefixtures('counted')
def test_a_check_is_alone_in_its_group(started: Galka) -> None:
    """An answer that ends its process group ends nothing of the tool."""
    started.command = ('setsid', '--wait', *started.command)
    started.write(DOUBLE, 'doubling.py', 'import os, signal\nos.killpg(0, signal.SIGKILL)\n')
    assert 'ended with exit code -9' in started.json('check', code=1)['reason']


def test_a_stop_ends_the_process_group(started: Galka, place_for_marks: Path) -> None:
    """Where no descendants can be found, those that stayed in the group of a check end with it."""
    mark = place_for_marks / 'pid'
    started.write(
        DOUBLE,
        'doubling.py',
        'import subprocess, time\n'
        f'open({str(mark)!r}, "w").write(str(subprocess.Popen(["sleep", "300"]).pid))\n'
        'time.sleep(60)\n',
    )
    test = started.course / 'exercises' / DOUBLE / 'test_double.py'
    places = map(str, (test, started.workspace / DOUBLE, mark))
    subprocess.run([sys.executable, '-c', ALONE, *places], cwd=ROOT, check=True)
    # A zombie has no command line any more.
    ended = Path('/proc', mark.read_text(), 'cmdline')
    wait_until(lambda: not ended.exists() or not ended.read_bytes())
    assert not ended.exists() or not ended.read_bytes()


def test_a_long_chain_of_processes_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that each start one more are all found, however many there are."""
    longer = sys.getrecursionlimit() * 2
    monkeypatch.setattr(reaping, '_children', lambda pid: [pid + 1] if pid < longer else [])
    assert list(reaping.descendants(0)) == list(range(1, longer + 1))


def test_all_are_stopped_before_one_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that makes new ones does nothing any more while the others end."""
    found = iter([[8001, 8002]])
    sent: list[int] = []
    monkeypatch.setattr(reaping, 'descendants', lambda pid: iter(next(found, [])))
    monkeypatch.setattr(os, 'kill', lambda pid, number: sent.append(number))
    monkeypatch.setattr(os, 'waitpid', lambda pid, options: (0, 0))
    assert reaping.kill_descendants() == 2
    assert sent == [signal.SIGSTOP, signal.SIGSTOP, signal.SIGKILL, signal.SIGKILL]


def processes() -> int:
    """Return how many processes there are."""
    return sum(path.name.isdecimal() for path in Path('/proc').iterdir())


def content(galka: Galka) -> dict[Path, bytes]:
    """Return every file of the course, of the tool and of the judge."""
    folders = (galka.course, Path(landlock.__file__).parents[1])
    files = [path for folder in folders for path in folder.rglob('*') if path.is_file()]
    return {path: path.read_bytes() for path in files if path.suffix != '.pyc'}
