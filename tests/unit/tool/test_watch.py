"""A verdict on every save, in a real terminal."""

import os
import signal
import termios
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest
from pexpect.popen_spawn import PopenSpawn

from galka.checking import reaping
from galka.checking.client import Checker
from galka.course import manifest
from galka.model.errors import GalkaError
from tests.unit.tool.driver import SMALL_COURSE, Galka, wait_until

DOUBLE = 'first/numbers/double'
SOLVED = 'def double(number):\n    return number * 2\n'
#: Clears the screen of a terminal; the other one would clear its history, too.
CLEAR, CLEAR_HISTORY = '\x1b[2J', '\x1b[3J'
HALF = 'def double(number:\n'


@pytest.fixture(params=['events', 'polling'])
def watching(started: Galka, request: pytest.FixtureRequest) -> Iterator[pexpect.spawn]:
    """Give ``galka watch`` in a terminal, where events arrive and where they do not."""
    blind = {'GALKA_NO_EVENTS': '1'} if request.param == 'polling' else {}
    terminal = watch(started, **blind)
    terminal.expect('double: failed')
    assert ('looking at the files instead' in terminal.before + shown_now(terminal)) is bool(blind)
    yield terminal
    terminal.close(force=True)


def watch(galka: Galka, **environment: str) -> pexpect.spawn:
    """Begin ``galka watch`` in a terminal."""
    return pexpect.spawn(
        galka.command[0],
        ['watch'],
        cwd=str(galka.here),
        env={**galka.environment, **environment, 'TERM': 'xterm'},
        encoding='utf-8',
        timeout=30,
        dimensions=(40, 100),
    )


def shown_now(terminal: pexpect.spawn) -> str:
    """Wait for the line of keys, and return what was shown before it."""
    terminal.expect('q quit')
    shown: str = terminal.before
    return shown


def told_above_the_verdict(terminal: pexpect.spawn, text: str) -> None:
    """Wait for a text and the verdict after it: nothing has wiped the text, or the history."""
    terminal.expect(text)
    assert CLEAR_HISTORY not in terminal.before
    terminal.expect('double: failed')
    assert CLEAR not in terminal.before


def save_by_rename(path: Path, content: str) -> None:
    """Save as many editors do: write another file, then give it the name."""
    other = path.with_name('.other.swp')
    other.write_text(content)
    other.replace(path)


def test_every_save_is_checked(started: Galka, watching: pexpect.spawn) -> None:
    """Half written, deleted, renamed into place: each save has its verdict, and a pass its tick."""
    path = started.workspace / DOUBLE / 'doubling.py'
    path.write_text(HALF)
    watching.expect('SyntaxError')
    shown_now(watching)
    path.unlink()
    watching.expect('doubling.py is missing')
    shown_now(watching)
    save_by_rename(path, SOLVED)
    watching.expect('double: passed')
    shown_now(watching)
    watching.send('n')
    watching.expect('first/numbers/greet')
    shown_now(watching)
    (started.workspace / 'first/numbers/greet/greeting.py').write_text(
        "def greet(name):\n    return f'hello, {name}'\n",
    )
    watching.expect('greet: passed')
    watching.expect('A tick earned: Numbers.')
    watching.send('q')
    watching.expect(pexpect.EOF)
    watching.wait()
    assert watching.exitstatus == 0


def test_the_next_task_stays_on_the_screen(started: Galka, watching: pexpect.spawn) -> None:
    """Handing out its files is no save of the learner's, whose check would wipe what to do."""
    started.write(DOUBLE, 'doubling.py', SOLVED)
    watching.expect('double: passed')
    shown_now(watching)
    watching.send('n')
    watching.expect('Make ``greet`` greet by name')
    shown_now(watching)
    with pytest.raises(pexpect.TIMEOUT):
        watching.expect('greet: failed', timeout=1)
    watching.send('\r')
    watching.expect('greet: failed')


def test_what_is_told_once_stays_on_the_screen(own_course: Galka) -> None:
    """A change of the course, and where a reset keeps the files, stand above the verdict."""
    own_course('start')
    readme = own_course.course / 'exercises' / DOUBLE / 'README.rst'
    readme.write_text(f'{readme.read_text()}More.\n')
    terminal = watch(own_course)
    told_above_the_verdict(terminal, 'has changed in the course')
    terminal.send('r')
    terminal.expect('Press r again')
    terminal.send('r')
    told_above_the_verdict(terminal, 'What you had is kept in')
    terminal.close(force=True)


def test_quitting_does_not_wait_for_a_check(own_course: Galka, place_for_marks: Path) -> None:
    """While a check runs the screen says so, and q ends it."""
    mark = place_for_marks / 'running'
    test = own_course.course / 'exercises' / DOUBLE / 'test_double.py'
    test.write_text(test.read_text().replace('LIMIT = 5', 'LIMIT = 60'))
    own_course('start')
    own_course.write(
        DOUBLE, 'doubling.py', f'import time\nopen({str(mark)!r}, "w")\ntime.sleep(60)\n'
    )
    terminal = watch(own_course)
    terminal.expect('Checking…')
    wait_until(mark.exists)
    terminal.send('q')
    terminal.expect(pexpect.EOF)
    terminal.wait()
    assert terminal.exitstatus == 0


def test_keys_work_after_a_stop_and_in_russian(watching: pexpect.spawn) -> None:
    """After Ctrl-Z and fg keys are read at once again, and the layout does not matter."""
    sane = termios.tcgetattr(watching.child_fd)
    sane[3] |= termios.ICANON | termios.ECHO
    # As the shell does when the tool is stopped, and when it goes on.
    termios.tcsetattr(watching.child_fd, termios.TCSANOW, sane)
    watching.kill(signal.SIGCONT)
    wait_until(lambda: not termios.tcgetattr(watching.child_fd)[3] & termios.ICANON)
    watching.send('\N{CYRILLIC SMALL LETTER ER}')
    watching.expect('What is twice of three')
    watching.send('\N{CYRILLIC SMALL LETTER SHORT I}')
    watching.expect(pexpect.EOF)


def test_keys_help(started: Galka, watching: pexpect.spawn) -> None:
    """Hint, list, reset after a second press, check again; and Ctrl-C leaves the terminal sane."""
    watching.send('h')
    watching.expect('What is twice of three')
    watching.send('l')
    watching.expect('0 of 3 lessons solved')
    mine = started.write(DOUBLE, 'doubling.py', SOLVED)
    watching.expect('double: passed')
    watching.send('r')
    watching.expect('Press r again')
    assert mine.read_text() == SOLVED
    watching.send('r')
    watching.expect('double: failed')
    watching.send('\r')
    watching.expect('double: failed')
    watching.sendintr()
    watching.expect(pexpect.EOF)
    assert 'Traceback' not in watching.before
    watching.wait()
    assert watching.exitstatus == 0


def test_a_readied_process_that_died_is_replaced(started: Galka) -> None:
    """The process that waits for the next save may be gone by then; a verdict comes anyway."""
    started.solve(DOUBLE)
    task = next(manifest.load(SMALL_COURSE).tasks)
    with Checker() as checker:
        checker.check(task, started.workspace / DOUBLE, again=True)
        wait_until(lambda: bool(servers()))
        kill(next(reaping.descendants(servers()[0])))
        found = checker.check(task, started.workspace / DOUBLE, again=True)
    assert found.verdict == 'passed'


def test_a_dead_server_is_told(started: Galka) -> None:
    """When the process that runs checks was killed the learner reads so, and what to do."""
    started.solve(DOUBLE)
    task = next(manifest.load(SMALL_COURSE).tasks)
    with Checker() as checker:
        checker.check(task, started.workspace / DOUBLE, again=True)
        wait_until(lambda: bool(servers()))
        kill(servers()[0])
        with pytest.raises(GalkaError, match='has ended'):
            checker.check(task, started.workspace / DOUBLE, again=True)


def servers() -> list[int]:
    """Return the processes below this one that have got another one ready."""
    below = list(reaping.descendants(os.getpid()))
    return [pid for pid in below if len(list(reaping.descendants(pid))) == 1]


def kill(pid: int) -> None:
    """End a process, and wait until it is gone or a zombie, which has no command line any more."""
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not Path('/proc', str(pid), 'cmdline').read_bytes())


def test_without_a_terminal_it_still_watches(started: Galka) -> None:
    """With its input closed, watch checks on saves until it is ended."""
    process = PopenSpawn(
        [started.command[0], 'watch'],
        cwd=str(started.here),
        env=dict(started.environment),
        encoding='utf-8',
        timeout=30,
    )
    process.expect('double: failed')
    started.write(DOUBLE, 'doubling.py', SOLVED)
    process.expect('double: passed')
    process.kill(15)
    process.wait()
