"""Measure the hot loop on each interpreter, in one run, as ratios."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from time import perf_counter

from examples.python.interpreters import building, hot

SIZE = 200_000
WIDTH = 100
TIMES = 5
LINE = '{0:>28}: {1:.1f} times as fast'


# [start measure]
def best(call: Callable[[], object]) -> float:
    """Return the seconds of the quickest of some calls."""
    seconds = []
    for _ in range(TIMES):
        begun = perf_counter()
        call()
        seconds.append(perf_counter() - begun)
    return min(seconds)


def durations(python: str, times: int, size: int = SIZE) -> list[float]:
    """Return the seconds of each call of the hot loop on some interpreter."""
    command = [python, hot.__file__, str(times), str(size)]
    return [float(word) for word in subprocess.check_output(command, text=True).split()]


def start_up(python: str) -> float:
    """Return the seconds of a program that does nothing."""
    return best(lambda: subprocess.run([python, '-c', ''], check=True))


# [end measure]
def main() -> None:
    """Print how many times as fast as CPython each of them is."""
    base = min(durations(sys.executable, TIMES))
    pypy = shutil.which('pypy3')
    if pypy:
        calls = durations(pypy, TIMES * TIMES)
        print(LINE.format('PyPy, its first call', base / calls[0]))
        print(LINE.format('PyPy, its best call', base / min(calls)))
        print(LINE.format('PyPy, an empty program', start_up(sys.executable) / start_up(pypy)))
    else:
        print('PyPy: not here')
    try:
        kernels = building.kernels()
    except (OSError, subprocess.CalledProcessError):
        print('Cython: not here, or no compiler')
        return
    pixels = os.urandom(SIZE)
    for title, compiled in (('no types', kernels.untyped), ('types', kernels.sharpness)):
        seconds = best(partial(compiled, pixels, WIDTH))
        print(LINE.format(f'Cython, {title}', base / seconds))


if __name__ == '__main__':
    main()
