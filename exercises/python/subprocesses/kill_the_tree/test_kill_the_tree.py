"""Whatever a job does, nobody of it is left afterwards."""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import pytest

from galka.fixtures import alive

LIMIT = 60

#: Runs the job and tells of it. Its parent waits for orphans, as a machine's first process does.
RUNNER: Final = """
import ctypes, json, os, signal, sys, threading, time
command, timeout, grace = json.loads(sys.argv[1])
if sys.platform == 'linux':
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
runner = os.fork()
while runner:
    ended, status = os.wait()
    if ended == runner:
        sys.exit(status and 1)
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.path.insert(0, os.getcwd())
import jobs
os.chdir(sys.argv[2])
begin = time.monotonic()
try:
    told = dict(zip(('code', 'output', 'timed_out'), jobs.run_job(command, timeout, grace)))
except KeyboardInterrupt:
    told = {'interrupted': True}
told['seconds'] = time.monotonic() - begin
told['threads'] = threading.active_count()
try:
    told['unread'] = bool(os.waitpid(-1, os.WNOHANG))
except ChildProcessError:
    told['unread'] = False
print()
print(json.dumps(told))
"""
#: What jobs start. Each says that it is there.
SCRIPTS: Final = MappingProxyType(
    {
        'sleeper': 'echo $$ >> members; exec sleep 300',
        'parent': 'echo $$ >> members; sh sleeper & wait',
        # It does not mind SIGTERM.
        'stubborn': "trap '' TERM; echo $$ >> members; exec sleep 300",
        # It minds, and takes its time.
        'saving': "trap 'sleep 0.2; echo saved; exit' TERM; echo $$ >> members;"
        'while :; do sleep 0.02; done',
    }
)
STEP: Final = 0.02
MOMENT: Final = 0.5
SOON: Final = 0.1
LONG: Final = 2
#: More bytes than a pipe holds.
MUCH: Final = 300_000
#: Seconds for all else that a run needs on a busy machine.
PATIENCE: Final = 4
#: Seconds until the timeout; the second if the machine was too busy to start the job in the first.
TIMEOUTS: Final = (0.15, 1, 8)


class Told(NamedTuple):
    """What ``run_job`` said of a job, and what became of its processes."""

    told: dict[str, Any]
    members: int
    left: int


class Night:
    """Runs jobs and counts their processes."""

    def __init__(self, answer: Path, folder: Path, processes: Any) -> None:
        self._answer = answer
        self._folder = folder
        self._processes = processes
        for name, script in SCRIPTS.items():
            (folder / name).write_text(script)

    def run(self, script: str, timeout: float, grace: float) -> Told:
        """Run a job, a script of the shell, in a runner of its own."""
        members = self._folder / 'members'
        members.write_text('')
        job = json.dumps((['sh', '-c', script], timeout, grace))
        ended = self._processes.run(
            [sys.executable, '-S', '-c', RUNNER, job, str(self._folder)],
            cwd=self._answer,
            timeout=timeout + grace + PATIENCE,
        )
        try:
            told = json.loads(ended.stdout.splitlines()[-1])
        except (IndexError, ValueError):
            said = ended.stderr or '(nothing)'
            pytest.fail(f'run_job ended the runner itself, or raised: see jobs.py. {said}')
        pids = [int(line) for line in members.read_text().split()]
        return Told(told, len(pids), remaining(pids))

    def time_out(self, members: Sequence[str], grace: float, trap: str = ':') -> Told:
        """Run a job that starts these members and hangs, until its timeout."""
        starts = ' '.join(f'sh {member} &' for member in members)
        # A parent has a sleeper as well.
        expected = len(members) + members.count('parent')
        script = f"trap '{trap}' TERM; echo begun; {starts} wait"
        for timeout in TIMEOUTS:
            outcome = self.run(script, timeout, grace)
            outcome.told['seconds'] -= timeout
            if outcome.members == expected:
                break
        assert outcome.told.get('timed_out') is True, (
            'a job that hung should have timed_out=True after the timeout, but run_job in jobs.py '
            f'told {outcome.told}'
        )
        return outcome


def remaining(pids: list[int]) -> int:
    """Count those that still run, and end them; who was killed has a moment to go."""
    deadline = time.monotonic() + MOMENT
    while any(map(alive, pids)) and time.monotonic() < deadline:
        time.sleep(STEP)
    left = list(filter(alive, pids))
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    return len(left)


def check_children(told: dict[str, Any]) -> None:
    """See that the runner has no child and no thread more than before."""
    assert not told['unread'], 'run_job in jobs.py left a child that nobody reads: a zombie'
    assert told['threads'] == 1, f'after run_job in jobs.py there are {told["threads"]} threads'


@pytest.fixture
def night(answer: Path, tmp_path: Path, processes: Any) -> Night:
    """Return what runs jobs in an empty folder."""
    return Night(answer, tmp_path, processes)


def test_a_job_that_ends_in_time(night: Night) -> None:
    """Its exit code and all that it said come back, in order, and it was in time."""
    code, words = random.randrange(1, 100), [f'w{random.random()}' for _ in range(4)]
    script = f'echo {words[0]}; echo {words[1]} >&2; echo {words[2]}; echo {words[3]} >&2'
    told = night.run(f'{script}; exit {code}', LONG, LONG).told
    wanted = '\n'.join([*words, ''])
    assert told['output'] == wanted, (
        f'the output of a job should be {wanted!r}, but run_job in jobs.py gave {told["output"]!r}'
    )
    assert (told['code'], told['timed_out']) == (code, False), (
        f'a job that ended in time with the exit code {code} came back as {told}'
    )
    assert told['seconds'] < LONG / 2, (
        'a job ended at once, but run_job in jobs.py waited: for whom?'
    )


def test_a_job_may_say_much(night: Night) -> None:
    """A job that says more than a pipe holds ends in time, and all of it comes back."""
    told = night.run(rf"head -c {MUCH} /dev/zero | tr '\0' x; printf '\351'", LONG, SOON).told
    assert told.get('timed_out') is False, (
        f'a job wrote {MUCH} bytes and would have ended at once, but it hung until the timeout: '
        'who takes its output from it in jobs.py while run_job waits?'
    )
    output = told['output']
    last = output[-4:]
    assert 'x' * MUCH in output, (
        f'a job wrote {MUCH} bytes, but run_job in jobs.py gave {len(output)} characters'
    )
    assert last == r'\xe9', (
        f'the last byte of a job was no UTF-8, and the output ends with {last!r}: it should '
        r'be shown as \xe9. How does jobs.py decode it?'
    )


def test_what_runs_in_the_background_ends_too(night: Night) -> None:
    """A job that has ended is not waited for, and what it left is ended."""
    told, _, left = night.run(
        'sh sleeper & sh saving & while [ $(wc -l < members) -lt 2 ]; do sleep 0.01; done;'
        'echo begun; exit 3',
        LONG,
        LONG,
    )
    assert told.get('timed_out') is False, (
        'a job ended in time and left a process in the background, but run_job in jobs.py waited '
        f'for that process: it told {told}'
    )
    code, output = told['code'], told['output']
    assert (code, output[:6], output[-6:]) == (3, 'begun\n', 'saved\n'), (
        'a job said "begun" and ended with 3, and what it left in the background says "saved" when '
        f'SIGTERM asks it to end; but run_job in jobs.py told {told}'
    )
    assert not left, 'the job has ended, but what it left in the background still runs: see jobs.py'


def test_the_whole_tree_ends(night: Night) -> None:
    """After the timeout the children and their children are gone, and the outcome says how."""
    told, members, left = night.time_out(['sleeper', 'parent', 'sleeper'], LONG, 'exit 9')
    assert not left, f'of {members} processes that the job started {left} still runs: see jobs.py'
    assert told['code'] == 9, (
        f'asked by SIGTERM the job ended with 9, but run_job in jobs.py told {told["code"]}'
    )
    assert told['seconds'] < LONG / 2, (
        f'all had ended at once after SIGTERM, but run_job in jobs.py waited for its whole grace '
        f'of {LONG} s: does somebody still count who has ended?'
    )


def test_who_does_not_listen_is_killed(night: Night) -> None:
    """After the time of grace SIGKILL ends everybody who is left."""
    told, members, left = night.time_out(['sleeper', 'stubborn', 'stubborn'], SOON, '')
    assert not left, (
        f'of {members} processes {left} still runs after SIGTERM and {SOON} s of grace: '
        'they ignore SIGTERM. Look at jobs.py'
    )
    assert (told['code'], told['output']) == (-9, 'begun\n'), (
        f'the job said "begun" and was killed, but run_job in jobs.py told {told}'
    )
    check_children(told)


def test_everybody_is_asked_and_has_time(night: Night) -> None:
    """Children hear SIGTERM as well, may outlive the job for a while, and are heard."""
    told, _, left = night.time_out(['saving', 'saving'], LONG, 'echo last words; exit 5')
    saved = told['output'].count('saved')
    assert (told['code'], 'last words' in told['output'], saved) == (5, True, 2), (
        f'the job and its two children should be asked to end by SIGTERM, have {LONG} s to save '
        f'their work, and be heard; {saved} children saved it. run_job in jobs.py told {told}'
    )
    assert not left, f'{left} processes still run: see jobs.py'
    check_children(told)


def test_an_interrupted_runner_leaves_nobody(night: Night) -> None:
    """Ctrl-C in the runner ends the tree, too, and goes on to the caller."""
    wait = 'while [ $(wc -l < members) -lt 2 ]; do sleep 0.01; done'
    script = f'sh sleeper & sh sleeper & {wait}; kill -INT $PPID; wait'
    told, members, left = night.run(script, TIMEOUTS[-1], SOON)
    assert told.get('interrupted'), (
        f'a KeyboardInterrupt in run_job should go on to its caller, but jobs.py told {told}'
    )
    assert not left, (
        f'run_job in jobs.py was interrupted, and {left} of the {members} processes of its job '
        'still runs'
    )
    check_children(told)
