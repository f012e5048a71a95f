"""Take jobs from a folder, one after the other, until somebody says stop."""

import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SPOOL = Path(os.environ.get('SPOOL', '/spool'))
LINE = 0.2  # seconds that a line of a job takes
IDLE = 0.1  # seconds until the next look for a job
log = logging.getLogger('worker')


@contextmanager
def alone() -> Iterator[None]:
    """Hold the lock that keeps two workers from one spool."""
    lock = SPOOL / 'lock'
    try:
        lock.mkdir()
    except FileExistsError:
        sys.exit(f'{lock} is there: another worker runs, or one was killed')
    try:
        yield
    finally:
        lock.rmdir()


def next_job() -> Path | None:
    """Return the first job that waits."""
    return min((SPOOL / 'jobs').iterdir(), default=None)


def work(job: Path) -> None:
    """Turn the text of a job into capitals, slowly, and write it down line by line."""
    log.info('began %s', job.name)
    lines = job.read_text().splitlines()
    with (SPOOL / 'done' / job.name).open('w', buffering=1) as written:
        for line in lines:
            time.sleep(LINE)
            written.write(f'{line.upper()}\n')
    job.unlink()
    log.info('finished %s', job.name)


def main() -> None:
    """Work for ever, alone on this spool."""
    logging.basicConfig(level=logging.INFO, format='%(message)s')
    with alone():
        log.info('ready')
        while True:
            job = next_job()
            if job:
                work(job)
            else:
                time.sleep(IDLE)


if __name__ == '__main__':
    main()
