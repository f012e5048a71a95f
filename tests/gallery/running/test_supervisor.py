"""Parts are started together, watched, and ended even when they don't want to."""

import os
import signal
import sys
import time
from pathlib import Path

from galka.fixtures.processes import Processes
from galka.fixtures.running import Running
from tests.gallery.running.leftovers import left_of

#: Runs parts that are Python programs, given as arguments: NAME=CODE.
PROGRAM = """
import sys
from examples.gallery.running.parts import Part
from examples.gallery.running.supervisor import StoppedError, Supervisor
from examples.gallery.running.terminal import Terminal

terminal = Terminal()
supervisor = Supervisor(terminal)
given = [word.split('=', 1) for word in sys.argv[2:]]
try:
    parts = [Part(name, [sys.executable, '-c', code, sys.argv[1]]) for name, code in given]
    supervisor.start(*parts)
    terminal.say('all run')
    supervisor.watch()
except StoppedError as reason:
    terminal.say(str(reason))
    code = reason.exit_code
finally:
    supervisor.stop()
sys.exit(code)
"""
#: Writes 300 lines of 60 letters.
CHATTY = """
import time
for number in range(300):
    print('{0}' * 60)
print('{0} is done')
time.sleep(60)
"""
SLEEPY = 'print("awake"); import time; time.sleep(60)'
#: Says when it ends, after a moment in which another one could be quicker.
POLITE = """
import signal, sys, time
def leave(number, frame):
    time.sleep(0.2)
    print("{0} ends")
    sys.exit()
signal.signal(signal.SIGTERM, leave)
print("{0} is awake")
time.sleep(60)
"""
#: Ignores every polite signal, and so does the child that it starts.
STUBBORN = """
import os, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
os.fork()
print("stubborn")
time.sleep(60)
"""


def test_the_last_to_start_ends_first(processes: Processes, tmp_path: Path) -> None:
    """Whoever asks another part ends before it, and so has every answer by then."""
    names = ('database', 'backend', 'door')
    # On a busy machine to be polite takes longer than a part is usually given.
    patient = PROGRAM.replace('sys.argv[1]])', 'sys.argv[1]], grace=2.5)')
    parts = [f'{name}={POLITE.format(name)}' for name in names]
    site = _start(processes, tmp_path, *parts, program=patient)
    for name in names:
        _wait_for(site, f'{name} is awake')
    assert site.stop() == 0, site.output()
    ends = [line.split()[-2] for line in site.output().splitlines() if line.endswith(' ends')]
    assert ends == ['door', 'backend', 'database']


def test_a_stubborn_part_is_killed(processes: Processes, tmp_path: Path) -> None:
    """A part that ignores SIGTERM is gone in the end, and the child that it has started."""
    site = _start(processes, tmp_path, f'one={SLEEPY}', f'two={STUBBORN}')
    _wait_for(site, 'stubborn')
    assert site.stop(signal.SIGINT) == 0, site.output()
    assert not left_of(tmp_path)


def test_the_guard_is_firm(processes: Processes, tmp_path: Path) -> None:
    """When the one who started everything is killed, even a stubborn part does not stay."""
    site = _start(processes, tmp_path, f'one={SLEEPY}', f'two={STUBBORN}')
    _wait_for(site, 'stubborn')
    os.kill(site.pid, signal.SIGKILL)
    site.process.wait()
    assert not left_of(tmp_path)


def test_work_done_once_is_ended_too(processes: Processes, tmp_path: Path) -> None:
    """Ctrl-C while the database is made or migrated leaves nothing behind either."""
    program = PROGRAM.replace('supervisor.start(*parts)', 'supervisor.run(*parts)')
    site = _start(processes, tmp_path, f'one={SLEEPY}', program=program)
    _wait_for(site, 'awake')
    assert site.stop(signal.SIGINT) == 0, site.output()
    assert not left_of(tmp_path)


def test_the_first_to_end_ends_all(processes: Processes, tmp_path: Path) -> None:
    """A part that gives up takes the others with it; its code and its words are shown."""
    given_up = 'import sys; print("no more", file=sys.stderr); sys.exit(7)'
    site = _start(processes, tmp_path, f'one={SLEEPY}', f'two={given_up}')
    assert site.wait(timeout=20) == 1
    assert 'two      | no more' in site.output()
    assert 'gallery  | two has ended with 7' in site.output()
    assert not left_of(tmp_path)


def test_lines_stay_whole(processes: Processes, tmp_path: Path) -> None:
    """Each line has the label of who wrote it, however many write at once."""
    words = [f'{name}={CHATTY.format(name)}' for name in ('a', 'b')]
    site = _start(processes, tmp_path, *words)
    for name in ('a', 'b'):
        _wait_for(site, f'{name} is done')
    assert site.stop(signal.SIGINT) == 0
    written = site.output().splitlines()
    for name in ('a', 'b'):
        line = name * 60
        assert written.count(f'{name}        | {line}') == 300


def _start(processes: Processes, folder: Path, *parts: str, program: str = PROGRAM) -> Running:
    return processes.start([sys.executable, '-c', program, str(folder), *parts])


def _wait_for(site: Running, text: str) -> None:
    while text not in site.output():
        assert site.process.poll() is None, site.output()
        time.sleep(0.05)
