"""Other threads run while a secret is stretched, and no two calls disturb each other."""

import random
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pytest

from galka.fixtures import require

LIMIT = 120

SIZE: Final = 256
WORD: Final = SIZE**8
PATIENCE: Final = 90
MANY: Final = 20_000_000
LONGER: Final = 10 * MANY
PAUSE: Final = 0.001
SLEEP: Final = 0.2
#: Of what another thread gets done while this one sleeps, the part that it must get done.
PART: Final = 10

#: What was built, once for all tests.
built: list[ModuleType] = []


def swap(table: list[int], one: int, other: int) -> int:
    """Swap two places of a table; return what was in the first."""
    kept = table[one]
    table[one] = table[other]
    table[other] = kept
    return kept


def given(secret: bytes, rounds: int) -> int:
    """Return the number that a secret becomes, in plain Python."""
    table, there, mixed = list(range(SIZE)), 0, 0
    for place in range(SIZE):
        there = (there + table[place] + secret[place % len(secret)]) % SIZE
        swap(table, place, there)
    for number in range(rounds):
        here = number % SIZE
        there = (there + table[here]) % SIZE
        kept = swap(table, here, there)
        mixed = (mixed * (SIZE + 1) + table[(table[here] + kept) % SIZE]) % WORD
    return mixed


class Heart(threading.Thread):
    """A thread that would like to run now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.beats = 0
        self.over = threading.Event()

    def run(self) -> None:
        """Beat until told to stop."""
        while not self.over.is_set():
            time.sleep(PAUSE)
            self.beats += 1


def beats_during(work: Callable[[], object]) -> float:
    """Return how often another thread ran meanwhile, for each second."""
    heart = Heart()
    heart.start()
    before, begin = heart.beats, time.perf_counter()
    work()
    frequency = (heart.beats - before) / (time.perf_counter() - begin)
    heart.over.set()
    heart.join()
    return frequency


@pytest.fixture
def stretch(answer: Path, tmp_path: Path, processes: Any) -> Callable[[bytes, int], int]:
    """Return the learner's function, built by Cython and the C compiler."""
    require('cython')
    require('compiler')
    if not built:
        (tmp_path / 'stretch.pyx').write_bytes((answer / 'stretch.pyx').read_bytes())
        command = [sys.executable, '-m', 'Cython.Build.Cythonize', '-i', '-3', '-q', 'stretch.pyx']
        ended = processes.run(command, cwd=tmp_path, env={'CFLAGS': '-O1 -g0'}, timeout=PATIENCE)
        spec = PathFinder.find_spec('stretch', [str(tmp_path)])
        if ended.returncode or spec is None:
            pytest.fail(f'stretch.pyx could not be built:\n{ended.stderr}')
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        built.append(module)
    return built[0].stretch


def secrets(count: int) -> list[bytes]:
    """Return secrets of different lengths."""
    return [random.randbytes(random.randrange(1, 2 * SIZE)) for _ in range(count)]


def test_the_numbers_stay(stretch: Callable[[bytes, int], int]) -> None:
    """A secret becomes the number that it became before."""
    for secret in secrets(5):
        for rounds in (1, random.randrange(2, 5 * SIZE)):
            wanted, found = given(secret, rounds), stretch(secret, rounds)
            assert found == wanted, (
                f'{secret!r} should become {wanted} after {rounds} rounds, but stretch.pyx made '
                f'{found} of it'
            )


@pytest.mark.parametrize(('secret', 'rounds'), [(b'', 1), (b'x', 0), (b'x', -1)])
def test_nothing_to_stretch(
    secret: bytes, rounds: int, stretch: Callable[[bytes, int], int]
) -> None:
    """No secret and no rounds are refused."""
    try:
        found = stretch(secret, rounds)
    except ValueError:
        return
    pytest.fail(f'stretch({secret!r}, {rounds}) should raise ValueError, but gave {found}')


def test_other_threads_run(stretch: Callable[[bytes, int], int]) -> None:
    """While a secret is stretched another thread gets its turns."""
    running = beats_during(lambda: stretch(b'secret', MANY))
    sleeping = beats_during(lambda: time.sleep(SLEEP))
    percent = round(100 * running / sleeping)
    assert percent >= PART, (
        f'while stretch computes another thread gets {percent} % of the turns that it gets while '
        'this one sleeps: no other thread ran, or hardly. Where does stretch.pyx give up the lock?'
    )


def test_calls_do_not_disturb_each_other(stretch: Callable[[bytes, int], int]) -> None:
    """Several threads stretch at once, and each gets the number of its own secret."""
    chosen = secrets(4)
    alone = [stretch(secret, MANY) for secret in chosen]
    with ThreadPoolExecutor(len(chosen)) as pool:
        together = list(pool.map(lambda secret: stretch(secret, MANY), chosen))
    wrong = sum(one != other for one, other in zip(alone, together, strict=True))
    assert not wrong, (
        f'{wrong} of {len(chosen)} secrets became other numbers when they were stretched '
        'at the same time: what do all calls share in stretch.pyx?'
    )


def test_a_short_call_does_not_wait_for_a_long_one(stretch: Callable[[bytes, int], int]) -> None:
    """No lock of its own keeps the callers of stretch apart."""
    with ThreadPoolExecutor(1) as pool:
        begun = pool.submit(stretch, b'long', LONGER)
        time.sleep(PAUSE * 10)
        stretch(b'short', 1)
        waited = begun.done()
    assert not waited, (
        f'a call of 1 round ended after one of {LONGER} rounds that another thread had begun: '
        'what do they wait for in stretch.pyx?'
    )
