"""A hot loop. Any Python 3 runs this file, so PyPy takes it as it is."""

import os
import sys
import time


# [start sharpness]
def sharpness(pixels: bytes, width: int) -> int:
    """Add up how much each pixel differs from the one on its left, squared."""
    total = 0
    for start in range(0, len(pixels), width):
        for place in range(start + 1, start + width):
            step = pixels[place] - pixels[place - 1]
            total += step * step
    return total


# [end sharpness]
def durations(times: int, size: int) -> list[float]:
    """Return the seconds of each of so many calls with so many pixels."""
    pixels = os.urandom(size)
    seconds = []
    for _ in range(times):
        begun = time.perf_counter()
        sharpness(pixels, 100)
        seconds.append(time.perf_counter() - begun)
    return seconds


if __name__ == '__main__':
    print(*durations(int(sys.argv[1]), int(sys.argv[2])))
