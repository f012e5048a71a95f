"""Read a child's lines while it runs, and measure when they come."""

import subprocess
import sys
import time

#: Prints a line, works for a while, prints the next.
WORKER = 'import time\nfor step in range(5):\n    print(step)\n    time.sleep(0.1)'


# [start arrivals]
def arrivals(*options: str) -> list[float]:
    """Return when each line of the worker came, as a share of the time that it ran."""
    started = time.perf_counter()
    with subprocess.Popen(
        # -E: whatever PYTHONUNBUFFERED says here.
        [sys.executable, '-E', *options, '-c', WORKER],
        stdout=subprocess.PIPE,
        encoding='utf-8',
    ) as process:
        moments = [time.perf_counter() - started for _ in process.stdout]
    whole = time.perf_counter() - started
    return [moment / whole for moment in moments]


# [end arrivals]
def main() -> None:
    """Print the arrival of the first line, kept back and not."""
    for options in ((), ('-u',)):
        percent = round(arrivals(*options)[0] * 100)
        print('first line', *options, f'after {percent} % of the run')


if __name__ == '__main__':
    main()
