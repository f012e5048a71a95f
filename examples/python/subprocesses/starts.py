"""What a start costs, and what it costs when Python code has to run in the child."""

import os
import subprocess
import time
from collections.abc import Mapping
from typing import Any

TIMES = 15
MEGABYTE = 10**6
SIZES = (0, 150)


# [start starts]
def seconds(options: Mapping[str, Any]) -> float:
    """Return what one start took."""
    started = time.perf_counter()
    subprocess.run(['true'], check=True, **options)
    return time.perf_counter() - started


def times_dearer(options: Mapping[str, Any]) -> float:
    """Return the cost of a start with options as a multiple of the cost without."""
    # Taken in turn, so that a busy moment of the machine meets both; the least is free of it.
    pairs = [(seconds(options), seconds({})) for _ in range(TIMES)]
    dear, cheap = zip(*pairs, strict=True)
    return min(dear) / min(cheap)


def compare() -> None:
    """Print what two ways to get a session of one's own cost, in a small parent and a large."""
    ways = {'start_new_session=True': {'start_new_session': True}}
    ways['preexec_fn=os.setsid'] = {'preexec_fn': os.setsid}
    for size in SIZES:
        ballast = b'.' * size * MEGABYTE
        for way, options in ways.items():
            ratio = round(times_dearer(options), 1)
            print(len(ballast), 'bytes more in the parent,', way, 'costs', ratio)


# [end starts]
if __name__ == '__main__':
    compare()
