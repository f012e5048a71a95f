"""Both pipes are shown while the build runs, whatever comes through them."""

import gc
import operator
import random
import sys
import threading
import time
from itertools import repeat
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar, Final, NamedTuple, Self

import builds
import pytest

from galka.fixtures import alive

#: Each pipe, and the other one.
PIPES: Final = MappingProxyType({'out': 'err', 'err': 'out'})
#: More than any pipe holds, and a line of ordinary length.
MUCH: Final = 1_000_000
SHORT: Final = 40
#: Characters of a list of lines in a message.
SHOWN: Final = 300
STEP: Final = 0.01

#: How the builds of this file begin; one that has to wait for too long leaves a note and gives up.
BUILD: Final = """
import os, pathlib, signal, sys, time

def give_up(*_):
    pathlib.Path('given_up').touch()
    os._exit(77)

signal.signal(signal.SIGALRM, give_up)
signal.setitimer(signal.ITIMER_REAL, float(sys.argv[1]))

def write(name, octets):
    while octets:
        octets = octets[os.write(pipes[name], octets):]

def say(name, line, times=1):
    write(name, (line + chr(10)).encode() * times)

def say_and_wait(name, line):
    say(name, line)
    wait_for(line)

def wait_for(line):
    while not pathlib.Path(line).exists():
        time.sleep(0.005)

pipes = {'out': 1, 'err': 2}
"""


class Page:
    """What was shown, and by whom; a word that was shown leaves a file of its name."""

    #: Seconds that a build waits; an answer that has let one wait in vain gets no more of them.
    patience: ClassVar[float] = 4

    def __init__(self) -> None:
        self.lines: dict[str, list[str]] = {name: [] for name in PIPES}
        self.threads: set[int] = set()
        self.problem: type[BaseException] | None = None

    def show(self, name: str, line: str) -> None:
        """Show a line."""
        self.threads.add(threading.get_ident())
        self.lines[name].append(line)
        if self.problem:
            raise self.problem
        if line.isalnum() and len(line) < SHORT:
            Path(line).touch()

    def run(self, *steps: str) -> int:
        """Run a build that takes these steps, and return what ``run_build`` returned."""
        program = '\n'.join([BUILD, *steps])
        try:
            return builds.run_build(
                [sys.executable, '-I', '-S', '-c', program, str(Page.patience)], self.show
            )
        except UnicodeError as problem:
            pytest.fail(f'run_build in builds.py could not decode what it read: {problem}')
        finally:
            if self.gave_up():
                Page.patience = 0.3

    def gave_up(self) -> bool:
        """Tell whether the build waited in vain."""
        return Path('given_up').exists()

    def check(self, name: str, wanted: list[str]) -> None:
        """Compare the lines of one pipe."""
        found = self.lines[name]
        told, shown = str(wanted)[:SHOWN], str(found)[:SHOWN]
        assert found == wanted, (
            f'the lines of {name} should be {told}, but run_build in builds.py showed {shown}'
        )


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Page:
    """Return an empty page, and stand where it leaves its files."""
    monkeypatch.chdir(tmp_path)
    return Page()


def word() -> str:
    """Return a word that no other line holds."""
    return f'w{random.randrange(10**6)}'


class Possessions(NamedTuple):
    """What this process has."""

    open_files: int
    threads: int

    @classmethod
    def now(cls) -> Self:
        """Count them."""
        return cls(len(list(Path('/dev/fd').iterdir())), threading.active_count())

    def check(self, when: str) -> None:
        """See that there is nothing more now; a thread that ends has a moment to do so."""
        gc.collect()  # what waits for the collector is garbage, and not left open
        deadline = time.monotonic() + 1
        while any(map(operator.gt, self.now(), self)) and time.monotonic() < deadline:
            time.sleep(STEP)
        left = self.now()
        assert not any(map(operator.gt, left, self)), (
            f'before, there were {self}, and after {when} {left}: '
            'look at how run_build in builds.py ends'
        )


@pytest.mark.parametrize('code', [0, random.randrange(1, SHORT)])
def test_lines_and_exit_code(code: int, page: Page) -> None:
    """Each pipe's lines are shown in order and unchanged, and the exit code comes back."""
    wanted = {name: [f'  {word()} ', '', '1%\r2%', '\f3%\r', f'{word()} é'] for name in PIPES}
    steps = [f'say({name!r}, {line!r})' for name in PIPES for line in wanted[name]]
    found = page.run(*steps, f'sys.exit({code})')
    for name in PIPES:
        page.check(name, wanted[name])
    assert found == code, f'the build ended with the exit code {code}, but run_build said {found!r}'


@pytest.mark.parametrize(('full', 'silent'), PIPES.items())
@pytest.mark.parametrize('length', [SHORT, MUCH])
def test_no_pipe_waits_for_the_other(full: str, silent: str, length: int, page: Page) -> None:
    """A pipe with very much in it is emptied while the other one is silent."""
    last, times = word(), MUCH // length
    page.run(f'say({full!r}, "x" * {length}, {times})', f'say({silent!r}, {last!r})')
    assert not page.gave_up(), (
        f'the build had {MUCH} bytes for {full} and nothing yet for {silent}, and waited in vain '
        f'for a reader: does run_build in builds.py wait for {silent}?'
    )
    page.check(full, list(repeat('x' * length, times)))
    page.check(silent, [last])


@pytest.mark.parametrize(('closed', 'other'), PIPES.items())
def test_a_pipe_may_end_early(closed: str, other: str, page: Page) -> None:
    """When one pipe has ended the other is still shown."""
    lines = [word(), word()]
    page.run(f'os.close(pipes[{closed!r}])', *(f'say_and_wait({other!r}, {at!r})' for at in lines))
    assert not page.gave_up(), (
        f'the build closed {closed} and wrote to {other}, and waited in vain for its line to be '
        'shown by run_build in builds.py'
    )
    page.check(other, lines)


def test_a_line_is_shown_at_once(page: Page) -> None:
    """Each line is shown before the next one is written, on whichever pipe it comes."""
    page.run(*(f'say_and_wait({name!r}, {word()!r})' for name in random.choices(tuple(PIPES), k=6)))
    assert not page.gave_up(), (
        'the build waited in vain for the line to be shown that it had written: '
        'what does run_build in builds.py wait for?'
    )


@pytest.mark.parametrize('name', PIPES)
def test_two_lines_written_at_once(name: str, page: Page) -> None:
    """Of two lines that come together both are shown at once."""
    lines = [word(), word()]
    octets = '\n'.join([*lines, '']).encode()
    page.run(f'write({name!r}, {octets!r})', *(f'wait_for({line!r})' for line in lines))
    assert not page.gave_up(), (
        f'the build wrote two lines at once to {name} and waited in vain for both to be shown; '
        f'only {page.lines[name]} came: who in builds.py holds the second line?'
    )
    page.check(name, lines)


@pytest.mark.parametrize(('name', 'other'), PIPES.items())
def test_lines_in_pieces(name: str, other: str, page: Page) -> None:
    """A line, or a letter, may come in pieces, and the last line feed may be missing."""
    first, mark, last = f'{word()} é', word(), f'{word()} é'
    octets = f'{first}\n{last}'.encode()
    middle = octets.index(b'\n') - 1
    begin, rest = octets[:middle], octets[middle:]
    # What comes on the other pipe is shown only after the piece before it was read.
    meanwhile = f'say_and_wait({other!r}, {mark!r})'
    page.run(f'write({name!r}, {begin!r})', meanwhile, f'write({name!r}, {rest!r})')
    page.check(name, [first, last])


def test_a_foreign_byte_is_shown(page: Page) -> None:
    """A byte that is no UTF-8 is shown as an escape, and nothing else is lost."""
    foreign, after = 'é'.encode('latin-1'), word()
    page.run(f'write("err", {foreign!r})', 'say("err", "")', f'say("err", {after!r})')
    page.check('err', [r'\xe9', after])


def test_one_thread_draws(page: Page) -> None:
    """``show`` is called in the caller's thread."""
    page.run(*(f'say({name!r}, {word()!r})' for name in PIPES))
    assert page.threads == {threading.get_ident()}, (
        'run_build in builds.py called show from another thread, which it is not made for'
    )


@pytest.mark.parametrize('problem', [RuntimeError, KeyboardInterrupt])
@pytest.mark.parametrize('name', PIPES)
def test_nothing_stays_when_show_raises(
    problem: type[BaseException], name: str, page: Page
) -> None:
    """Whatever ``show`` raises goes on to the caller, and the build is killed."""
    before = Possessions.now()
    page.problem = problem
    try:
        page.run(f'say({name!r}, str(os.getpid()))', 'wait_for("never")')
    except problem:
        pid = int(page.lines[name][0])
    else:
        pytest.fail(f'show raised {problem.__name__}, and run_build in builds.py kept it back')
    assert not page.gave_up(), (
        f'show raised {problem.__name__}, but the build was not killed and ran on. '
        'How does run_build in builds.py end?'
    )
    assert not alive(pid), 'run_build in builds.py came back while the build still ran'
    before.check('show had raised')


def test_nothing_stays_at_the_end(page: Page) -> None:
    """After many builds there are no more threads and open files than before."""
    before = Possessions.now()
    for _ in range(3):
        page.run(f'say("out", {word()!r})')
    before.check('three builds')
