"""Puts load on a target, and says what came of it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from examples.gallery.running.parts import Part
from tests.bench_gallery.bench import Bench

PROGRAM: Final = 'wrk'
INSTALL: Final = 'sudo apt install wrk'
#: As many requests are on their way at any moment.
CONNECTIONS: Final = 8
_REPORT: Final = Path(__file__).with_name('report.lua')
#: Seconds: an answer that takes longer is an error.
_PATIENCE: Final = 10
#: Two answers to the same request differ by less: a cookie is a little shorter or longer.
_ALIKE: Final = 0.99


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What wrk counted in one go."""

    requests: int
    seconds: float
    bytes: int
    #: The time within which 99 of 100 answers came.
    p99: float
    #: Answers with a status of 400 and above.
    statuses: int
    #: Connections that were refused, broken, or silent for too long.
    sockets: int
    #: Seconds that all processors together have worked for the gallery; None if nobody tells.
    work: float | None = None

    @classmethod
    def read(cls, report: Path, work: float | None = None) -> 'Load':
        """Read what wrk has written."""
        return cls(**json.loads(report.read_text('utf-8')), work=work)

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds

    @property
    def processor(self) -> float | None:
        """Seconds of a processor for each request."""
        return self.work / self.requests if self.work and self.requests else None

    def problem(self, size: int) -> str:
        """Say why this counts for nothing; an empty string if it does count.

        wrk takes a redirect for a good answer; but it is shorter than the answer that was checked.
        """
        if self.statuses or self.sockets:
            return f'{self.statuses} bad answers, {self.sockets} broken connections'
        if not self.requests:
            return 'no answer came'
        if self.bytes < self.requests * size * _ALIKE:
            return f'answers are shorter than {size} bytes'
        return ''


def put(bench: Bench, address: str, seconds: int, folder: Path) -> Load:
    """Ask for an address as often as it answers."""
    report = folder / 'load.json'
    before = bench.work()
    bench.run(part(address, seconds, report))
    after = bench.work()
    return Load.read(report, None if after is None or before is None else after - before)


def part(address: str, seconds: int, report: Path) -> Part:
    """Return wrk, which asks for an address and writes a report."""
    options = (f'-c{CONNECTIONS}', '-t1', f'-d{seconds}s', f'--timeout={_PATIENCE}s')
    command = [PROGRAM, *options, '-s', str(_REPORT), address]
    return Part(PROGRAM, command, {'BENCH_LOAD': str(report)})
