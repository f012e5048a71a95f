"""One run: the gallery is started, filled, checked and measured, and ends."""

import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from tests.bench import machine
from tests.bench_gallery import figures, place
from tests.bench_gallery.bench import Bench
from tests.bench_gallery.content import fill
from tests.bench_gallery.figures import Measured
from tests.bench_gallery.load import CONNECTIONS, put
from tests.bench_gallery.logs import Logs
from tests.bench_gallery.site import Site
from tests.bench_gallery.targets import chains, check

#: What was measured, by what it is about.
Results: TypeAlias = Mapping[str, Sequence[Measured]]


class Options(NamedTuple):
    """What the command line says."""

    rounds: int
    seconds: int
    table: Path


def run(folder: Path, options: Options) -> int:
    """Measure everything in a new folder; return 1 if some row is not valid.

    Raises:
        StoppedError: a part has ended, or we were asked to stop.
        WrongAnswerError: a target does not answer what it should.

    """
    bench = Bench(Logs(folder / 'logs'))
    with ExitStack() as stack:
        stack.callback(bench.stop)
        results = _measure(bench, folder, options)
    table = _table(results, options)
    print('\n'.join((table['machine'], '', *figures.lines(table['chains']))))
    options.table.parent.mkdir(exist_ok=True)
    options.table.write_text(json.dumps(table, indent=2), 'utf-8')
    return int(any(one.problems for one in chain(*results.values())))


def _measure(bench: Bench, folder: Path, options: Options) -> Results:
    bench.say(f'The gallery starts in {folder}')
    site = Site(place.choose(folder), folder)
    site.start(bench)
    content = fill(bench, site)
    site.start_bare(bench)
    results = {
        what: tuple(Measured(target, check(target)) for target in targets)
        for what, targets in chains(site, content).items()
    }
    everything = tuple(chain(*results.values()))
    for number in range(1, options.rounds + 1):
        # Every other round goes backwards: the last ones must not always be the last.
        for one in everything[:: 1 if number % 2 else -1]:
            print('.', end='', file=sys.stderr, flush=True)
            one.loads.append(put(bench, one.target.address, options.seconds, folder))
        bench.say(f' round {number} of {options.rounds}')
    return results


def _table(results: Results, options: Options) -> dict[str, Any]:
    return {
        'machine': machine(),
        'day': str(datetime.now(UTC).date()),
        'rounds': options.rounds,
        'seconds': options.seconds,
        'connections': CONNECTIONS,
        'chains': {what: list(figures.rows(one)) for what, one in results.items()},
    }
