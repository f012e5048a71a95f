"""The compiled loop is fast, and answers as the interpreted one does."""

import random
import struct
import sys
import time
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pytest

from galka.fixtures import require

LIMIT = 120

FASTER: Final = 20
TIMES: Final = 5
LENGTH: Final = 30_000
WINDOW: Final = 400
LOUD: Final = 32_767
#: Sample values in two bytes without a sign, and those of them that are not negative.
ALL: Final = 65_536
POSITIVE: Final = 32_768
PATIENCE: Final = 90

#: What was built, once for all tests.
built: list[ModuleType] = []


def given_sample(data: bytes, place: int) -> int:
    """Return one sample, as the learner got it."""
    level = data[2 * place] | data[2 * place + 1] << 8
    return level - ALL if level >= POSITIVE else level


def given(samples: bytes, window: int) -> tuple[int, int]:
    """Return where the loudest window begins and its energy, as the learner got it."""
    count = len(samples) // 2
    energy = 0
    most = -1
    where = 0
    for place in range(count):
        level = given_sample(samples, place)
        energy += level * level
        if place >= window:
            level = given_sample(samples, place - window)
            energy -= level * level
        if place >= window - 1 and energy > most:
            most = energy
            where = place - window + 1
    return where, most


def recording(length: int, loudness: int) -> bytes:
    """Return samples of this loudness at most."""
    levels = random.choices(range(-loudness, loudness + 1), k=length)
    return struct.pack(f'<{length}h', *levels)


@pytest.fixture
def peaks(answer: Path, tmp_path: Path, processes: Any) -> Any:
    """Return the learner's module, built by Cython and the C compiler."""
    require('cython')
    require('compiler')
    if not built:
        (tmp_path / 'peaks.pyx').write_bytes((answer / 'peaks.pyx').read_bytes())
        command = [sys.executable, '-m', 'Cython.Build.Cythonize', '-i', '-3', '-q', 'peaks.pyx']
        ended = processes.run(command, cwd=tmp_path, env={'CFLAGS': '-O1 -g0'}, timeout=PATIENCE)
        spec = PathFinder.find_spec('peaks', [str(tmp_path)])
        if ended.returncode or spec is None:
            pytest.fail(f'peaks.pyx could not be built:\n{ended.stderr}')
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        built.append(module)
    return built[0]


def check(peaks: Any, samples: bytes, window: int, what: str) -> None:
    """Compare the answer for a recording."""
    wanted = given(samples, window)
    try:
        found = peaks.loudest(samples, window)
    except (OverflowError, TypeError) as problem:
        pytest.fail(f'loudest in peaks.pyx failed for {what}: {problem!r}')
    count = len(samples) // 2
    assert tuple(found) == wanted, (
        f'for {what} of {count} samples and a window of {window} loudest should '
        f'return {wanted}, but peaks.pyx returned {found}'
    )


@pytest.mark.parametrize('loudness', [1, 100])
def test_a_quiet_recording(loudness: int, peaks: Any) -> None:
    """Among quiet windows the first of the loudest is found."""
    for length in (1, 7, random.randrange(1, WINDOW)):
        samples = recording(length + 1, loudness)
        for window in (1, length // 2 + 1, length):
            check(peaks, samples, window, 'a quiet recording')


def test_samples_have_a_sign(peaks: Any) -> None:
    """A sample of -1 is as quiet as one of 1, and the lowest of all is the loudest."""
    for levels in ((-1, 2), (-POSITIVE, LOUD), (LOUD, -POSITIVE), (255, -256)):
        check(peaks, struct.pack('<2h', *levels), 1, 'samples that have a sign')


def test_a_loud_recording(peaks: Any) -> None:
    """The sum of many loud samples is right as well."""
    for window in (2, 5, WINDOW):
        check(peaks, recording(2 * WINDOW, LOUD), window, 'a loud recording')


@pytest.mark.parametrize('window', [0, -1, 11])
def test_a_window_that_is_not_there(window: int, peaks: Any) -> None:
    """A window of nothing, or longer than the recording, is refused."""
    try:
        found = peaks.loudest(recording(10, LOUD), window)
    except ValueError:
        return
    pytest.fail(
        f'a window of {window} in 10 samples should raise ValueError, but peaks.pyx gave {found}'
    )


def seconds(loudest: Any, samples: bytes) -> float:
    """Return what one call takes of the processor, however busy the machine is with others."""
    begin = time.process_time()
    loudest(samples, WINDOW)
    return time.process_time() - begin


def is_borrowed(name: str, found: object) -> bool:
    """Tell whether a name of the learner's module was made somewhere else."""
    if name.startswith('__'):
        return False
    return isinstance(found, ModuleType) or getattr(found, '__module__', 'peaks') != 'peaks'


def test_it_is_faster(peaks: Any) -> None:
    """In one run it beats the interpreted loop by far, and no other library does the work."""
    # Each recording once: an answer that was kept from the last call is of no use.
    recordings = [recording(LENGTH, LOUD) for _ in range(TIMES)]
    pairs = [(seconds(given, each), seconds(peaks.loudest, each)) for each in recordings]
    interpreted, compiled = map(min, zip(*pairs, strict=True))
    ratio = round(interpreted / compiled, 1)
    assert ratio >= FASTER, (
        f'loudest in peaks.pyx is {ratio} times as fast as the same code on CPython, and '
        f'should be {FASTER} times. Which lines of the loop still work with objects? '
        'cythonize -a shows them in yellow'
    )
    borrowed = [name for name, found in vars(peaks).items() if is_borrowed(name, found)]
    assert not borrowed, f'peaks.pyx should import nothing, not {borrowed}'
