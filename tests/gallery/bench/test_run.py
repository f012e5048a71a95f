"""``make bench-gallery``, from its command line to its table."""

import json
import re
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from galka.fixtures.processes import Processes
from tests.gallery.running.leftovers import left_of

BENCH = (sys.executable, '-m', 'tests.bench_gallery')
SHORT = ('--rounds', '1', '--seconds', '2')
#: Seconds; a machine may have other work.
LIMIT = 400
#: How many targets each chain has.
CHAINS = {'feed': 4, 'photo page': 4, 'image': 3}
FIGURES = {'rate', 'p99', 'processor'}


@pytest.mark.usefixtures('tools')
def test_everything_is_measured(processes: Processes, tmp_path: Path) -> None:
    """The shortest run fills each row of the table, without an error."""
    table = tmp_path / 'made' / 'table.json'
    ended = processes.run([*BENCH, *SHORT, '--table', str(table)], timeout=LIMIT)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    written = json.loads(table.read_text('utf-8'))
    about = (written['rounds'], written['seconds'], written['day'][:2])
    assert about == (1, 2, '20')
    assert {what: len(rows) for what, rows in written['chains'].items()} == CHAINS
    for rows in written['chains'].values():
        *upper, last = rows
        assert all(_is_complete(row) for row in rows), rows
        assert all(_are_positive(row['ratios']) for row in upper), upper
        assert set(last['ratios'].values()) == {None}, last
        assert all(row['what'] in ended.stdout for row in rows), ended.stdout
    assert not left_of(_folder(ended.stderr))


@pytest.mark.usefixtures('tools')
@pytest.mark.parametrize(
    ('number', 'moment'), [(signal.SIGINT, 'starts in /'), (signal.SIGTERM, '\n.')]
)
def test_ctrl_c_leaves_nothing(
    processes: Processes, tmp_path: Path, number: signal.Signals, moment: str
) -> None:
    """Whether a database is being made or load is on the gallery: all of it ends."""
    table = tmp_path / 'table.json'
    bench = processes.start([*BENCH, '--rounds', '9', '--seconds', '60', '--table', str(table)])
    folder = _folder(bench.wait_for(moment, timeout=LIMIT))
    assert bench.stop(number, timeout=30) == 130, bench.output()
    assert not left_of(folder)
    assert not folder.exists()
    assert not table.exists()


def test_without_wrk_the_way_to_get_it_is_told(processes: Processes, tmp_path: Path) -> None:
    """Nothing is started and no figure is invented: the exit code is the one of a missing tool."""
    ended = processes.run([*BENCH, *SHORT], env={'PATH': str(tmp_path)})
    assert ended.returncode == 3
    assert 'wrk is missing' in ended.stderr
    assert 'sudo apt install wrk' in ended.stderr
    assert not ended.stdout


def _is_complete(row: Mapping[str, Any]) -> bool:
    if row['errors'] or row['problems']:
        return False
    return row['requests'] > 0 and _are_positive(row['medians'])


def _are_positive(figures: Mapping[str, float]) -> bool:
    return figures.keys() == FIGURES and all(figure > 0 for figure in figures.values())


def _folder(said: str) -> Path:
    found = re.search(r'The gallery starts in (\S+)', said)
    assert found, said
    return Path(found[1])
