"""What each layer of the gallery costs: ``make bench-gallery``.

The gallery is started in a folder of its own and filled with the pictures of the demo. Then wrk
asks for the feed, for the page of a photo and for its picture, and for the same with a layer fewer,
and fewer, until a constant is left. All of them are asked in turn, round by round, so that a slow
moment of the machine hits all alike. The table is also written to build/bench_gallery.json, from
which a page of the site is made. No test asserts on these figures.
"""

import argparse
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from examples.gallery.running.supervisor import StoppedError
from galka import tools
from tests.bench import ROOT
from tests.bench_gallery import place, run
from tests.bench_gallery.load import INSTALL, PROGRAM
from tests.bench_gallery.targets import WrongAnswerError

#: What a shell says of a program that Ctrl-C has ended.
_INTERRUPTED: Final = 130
_TOOL_MISSING: Final = 3


def main(words: Sequence[str]) -> int:
    """Measure, print the table and write it; return the exit code."""
    options = _read(words)
    missing = tuple(_missing())
    for line in missing:
        print(line, file=sys.stderr)
    if missing:
        return _TOOL_MISSING
    with place.throw_away() as folder:
        try:
            return run.run(folder, options)
        except StoppedError as reason:
            print(f'Stopped: {reason}', file=sys.stderr)
            return reason.exit_code or _INTERRUPTED
        except WrongAnswerError as problem:
            print(problem, file=sys.stderr)
            return 1


def _read(words: Sequence[str]) -> run.Options:
    parser = argparse.ArgumentParser(prog='bench_gallery', description=__doc__)
    parser.add_argument('--rounds', type=int, default=7, help='how often each target is asked')
    parser.add_argument('--seconds', type=int, default=2, help='how long each time')
    parser.add_argument(
        '--table', type=Path, default=ROOT / 'build' / 'bench_gallery.json', help='what to write'
    )
    given = parser.parse_args(words)
    return run.Options(given.rounds, given.seconds, given.table)


def _missing() -> Iterator[str]:
    """Yield a line for each program that is not here: how to install it."""
    if not shutil.which(PROGRAM):
        yield f'{PROGRAM} is missing. It puts the load on the gallery. This installs it: {INSTALL}'
    for name in ('nginx', 'postgres'):
        found = tools.find(name)
        if not found.here:
            yield f'{found.problem}. This installs it: {tools.install_line(name)}'


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
