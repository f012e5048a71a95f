"""How long a learner waits: ratios from one interleaved run, printed as a table.

Usage: python tests/bench.py [ROUNDS]

Each row times two commands in turn, so that a change of the machine's speed meets both, and gives
the median of the ratios pair by pair. The table is also written to build/bench.json, from which the
site's page on speed is made. No test asserts on these figures.
"""

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pexpect

from galka.checking.client import Checker
from galka.course import mutants
from galka.model.course import Task

ROOT = Path(__file__).parents[1]
PROGRAMS = Path(sys.executable).parent
GALKA = str(PROGRAMS / 'galka')
TASK = 'python/slots/mend_the_family'
TEST = ROOT / 'exercises' / TASK / 'test_mend_the_family.py'
ROUNDS = 5
#: Seconds between two saves.
PAUSE = 0.3
#: Where the site's page on speed finds the table.
TABLE = ROOT / 'build' / 'bench.json'
#: For what takes long.
FEW_ROUNDS = 3

Action = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Row:
    """What is timed, against what, and how many times as long it may take."""

    name: str
    timed: Action
    against: Action
    goal: float
    rounds: int


def main(rounds: int) -> None:
    """Print the table, and keep it for the site."""
    about = machine()
    print(f'{about}, {rounds} rounds\n')
    print(f'{"what":58}{"median":>9}{"against":>9}{"ratio":>7}{"goal":>7}')
    with tempfile.TemporaryDirectory(prefix='galka-bench-') as name, workspace(Path(name)) as place:
        measured = [measure(row) for row in rows(place, rounds)]
    table = {'machine': about, 'day': str(datetime.now(UTC).date()), 'rows': measured}
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(json.dumps(table, indent=2), 'utf-8')


def machine() -> str:
    """Describe what the figures were measured on."""
    python = f'{platform.python_implementation()} {platform.python_version()}'
    memory = os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') // 2**30
    cores = f'{os.cpu_count()} cores of {processor()}'
    return f'{python}, {platform.system()} {platform.machine()}, {cores}, {memory} GiB'


def processor() -> str:
    """Return the name of the processor, where the system tells it."""
    with suppress(OSError):
        for line in Path('/proc/cpuinfo').read_text().splitlines():
            if line.startswith('model name'):
                return line.partition(':')[2].strip()
    return platform.processor() or 'an unnamed processor'


def rows(place: Path, rounds: int) -> Iterator[Row]:
    """Yield everything that is timed, in the folder of a learner."""
    python = command(sys.executable, '-c', 'pass', here=place)
    pytest = command(
        sys.executable, '-m', 'pytest', '-q', '-c', os.devnull, '--rootdir', str(place),
        '-p', 'no:cacheprovider', '-p', 'galka.checking.answers',
        '--answer', str(place / 'workspace' / TASK), str(TEST),
        here=place, PYTEST_DISABLE_PLUGIN_AUTOLOAD='1',
    )  # fmt: skip
    yield Row('galka / python -c pass', command(GALKA, here=place), python, 6, rounds * 4)
    next_task = command(GALKA, 'next', here=place)
    yield Row('galka next / python -c pass', next_task, python, 6, rounds * 4)
    check = command(GALKA, 'check', TASK, here=place)
    yield Row('galka check / cold pytest', check, pytest, 1.2, rounds)
    with forked() as verdict:
        yield Row('a forked verdict / cold pytest', verdict, pytest, 0.15, rounds * 4)
    with watching(place) as save:
        yield Row('save to verdict in galka watch / cold pytest', save, pytest, 0.25, rounds * 4)
    verify = command(GALKA, 'verify', 'python/slots', here=place)
    one_by_one = command(sys.executable, __file__, '--one-by-one', 'python/slots', here=place)
    few = min(rounds, FEW_ROUNDS)
    yield Row('galka verify / one process after another', verify, one_by_one, 1 / 3, few)
    yield Row(
        'make learn / venv and pip install pytest',
        learn(place),
        bare_environment(place),
        3,
        min(rounds, FEW_ROUNDS),
    )


def measure(row: Row) -> dict[str, str | float]:
    """Time a row, the two sides in turn, print its line and return it; times are in seconds."""
    row.timed()
    row.against()
    pairs = [(seconds(row.timed), seconds(row.against)) for _ in range(row.rounds)]
    ratio = statistics.median(timed / against for timed, against in pairs)
    medians = [statistics.median(side) for side in zip(*pairs, strict=True)]
    print(
        f'{row.name:58}{medians[0]:8.3f}s{medians[1]:8.3f}s{ratio:7.2f}{row.goal:7.2f}',
        flush=True,
    )
    return {
        'what': row.name,
        'median': medians[0],
        'against': medians[1],
        'ratio': ratio,
        'goal': row.goal,
    }


def seconds(action: Action) -> float:
    """Return how long an action takes; one that times itself returns its own figure."""
    started = time.perf_counter()
    own = action()
    return own if isinstance(own, float) else time.perf_counter() - started


def command(*words: str, here: Path, **environment: str) -> Action:
    """Return an action that runs a command in a folder, whatever its exit code."""
    return lambda: subprocess.run(
        words,
        cwd=here,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


@contextmanager
def workspace(place: Path) -> Iterator[Path]:
    """Make a workspace with the task handed out."""
    for words in (['start', 'workspace'], ['open', TASK]):
        subprocess.run([GALKA, *words], cwd=place, check=True, capture_output=True)
    yield place


@contextmanager
def forked() -> Iterator[Action]:
    """Keep a checker as ``galka watch`` does; the action asks it for the same verdict again."""
    task = Task(TASK, TEST.parent)
    with Checker() as checker:
        checker.check(task, task.stub, again=True)

        def verdict() -> float:
            # A learner types in between, and the next process gets ready meanwhile.
            time.sleep(PAUSE)
            started = time.perf_counter()
            checker.check(task, task.stub, again=True)
            return time.perf_counter() - started

        yield verdict


@contextmanager
def watching(place: Path) -> Iterator[Action]:
    """Run ``galka watch``; the action saves the answer and waits for the verdict."""
    answer = place / 'workspace' / TASK / 'shapes.py'
    content = answer.read_text('utf-8')
    terminal = pexpect.spawn(GALKA, ['watch', TASK], cwd=str(place), encoding='utf-8', timeout=60)
    terminal.delaybeforesend = None
    terminal.expect('q quit')

    def save() -> float:
        time.sleep(PAUSE)
        started = time.perf_counter()
        answer.write_text(f'{content}\n', 'utf-8')
        terminal.expect('mend_the_family: failed')
        took = time.perf_counter() - started
        terminal.expect('q quit')
        return took

    yield save
    terminal.close(force=True)


def learn(place: Path) -> Action:
    """Return an action that runs ``make learn`` in a fresh copy of what git tracks."""
    archive = subprocess.run(
        ['git', 'archive', 'HEAD'],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout

    def run() -> float:
        copy = place / 'copy'
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        subprocess.run(['tar', '-x'], cwd=copy, input=archive, check=True)
        started = time.perf_counter()
        subprocess.run(
            ['make', 'learn', f'PYTHON={base_python()}'],
            cwd=copy,
            stdin=subprocess.DEVNULL,
            check=True,
            capture_output=True,
        )
        return time.perf_counter() - started

    return run


def bare_environment(place: Path) -> Action:
    """Return an action that makes an environment and installs pytest into it."""

    def run() -> float:
        bare = place / 'bare'
        shutil.rmtree(bare, ignore_errors=True)
        started = time.perf_counter()
        subprocess.run([base_python(), '-m', 'venv', str(bare)], check=True)
        pip = [str(bare / 'bin/python'), '-m', 'pip', '--quiet', '--disable-pip-version-check']
        subprocess.run([*pip, 'install', 'pytest'], check=True, capture_output=True)
        return time.perf_counter() - started

    return run


def base_python() -> str:
    """Return the interpreter that this environment was made from."""
    return str(Path(sys.base_prefix) / 'bin' / 'python3')


def one_by_one(lesson: str) -> None:
    """Judge every answer and every mutant of a lesson in a process each, one after another."""
    for test in sorted((ROOT / 'exercises' / lesson).glob('*/test_*.py')):
        task = Task(f'{lesson}/{test.parent.name}', test.parent)
        answers = [*test.parent.glob('wrong/*'), task.solution, task.stub]
        with tempfile.TemporaryDirectory() as place:
            for answer in (*answers, *mutated(task, Path(place))):
                judge(test, answer)


def mutated(task: Task, place: Path) -> Iterator[Path]:
    """Yield a folder with the answer of each mutant of a task."""
    for mutant in mutants.mutants_of(task):
        answer = place / mutant.name
        shutil.copytree(task.solution, answer)
        (answer / mutant.file).write_text(mutants.mutated(task, mutant), 'utf-8')
        yield answer


def judge(test: Path, answer: Path) -> None:
    """Run a test over an answer by plain pytest."""
    command(
        sys.executable, '-m', 'pytest', '-q', '-c', os.devnull, '--rootdir', str(test.parent),
        '-p', 'no:cacheprovider', '-p', 'galka.checking.answers', '-p', 'galka.fixtures',
        '--answer', str(answer), str(test), here=test.parent,
        PYTEST_DISABLE_PLUGIN_AUTOLOAD='1',
    )()  # fmt: skip


if __name__ == '__main__':
    if sys.argv[1:2] == ['--one-by-one']:
        one_by_one(sys.argv[2])
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS)
