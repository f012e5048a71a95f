"""From what wrk counted to a table."""

from dataclasses import replace

import pytest

from tests.bench_gallery import figures
from tests.bench_gallery.figures import Measured
from tests.bench_gallery.load import Load
from tests.bench_gallery.targets import Target

SIZE = 1000
GOOD = Load(requests=100, seconds=1, bytes=100 * SIZE, p99=0.02, statuses=0, sockets=0, work=0.5)


def measured(*loads: Load) -> Measured:
    """Return a target with its loads."""
    made = Measured(Target('a page', '', ()), SIZE)
    made.loads.extend(loads)
    return made


def test_a_ratio_is_the_median_over_the_rounds() -> None:
    """In a round in which both sides were slow, their ratio is as good as in any other."""
    slow = replace(GOOD, seconds=10, p99=0.2)
    fast = replace(GOOD, requests=400, bytes=400 * SIZE, p99=0.01)
    fast_when_slow = replace(fast, seconds=10, p99=0.1)
    page = measured(GOOD, slow, GOOD)
    constant = measured(fast, fast_when_slow, replace(fast, seconds=4))
    upper, lower = figures.rows([page, constant])
    assert upper['ratios'] == pytest.approx({'rate': 1 / 4, 'p99': 2, 'processor': 4})
    assert upper['medians'] == pytest.approx({'rate': 100, 'p99': 0.02, 'processor': 0.005})
    assert upper['requests'] == 300
    assert set(lower['ratios'].values()) == {None}


@pytest.mark.parametrize(
    ('changes', 'said'),
    [
        ({'statuses': 1}, '1 bad answers'),
        ({'sockets': 2}, '2 broken connections'),
        ({'requests': 0, 'bytes': 0}, 'no answer came'),
        ({'bytes': 98 * SIZE}, 'answers are shorter than 1000 bytes'),
    ],
)
def test_an_error_makes_the_row_not_valid(changes: dict[str, int], said: str) -> None:
    """One bad load in three: the row says so, gives no figures, and no row is held against it."""
    bad = measured(GOOD, replace(GOOD, **changes), GOOD)
    upper, lower = figures.rows([measured(GOOD, GOOD, GOOD), bad])
    assert lower['problems'] == bad.problems
    assert said in lower['problems'][0]
    assert set(lower['medians'].values()) == {None}
    assert upper['medians']['rate'] == pytest.approx(100)
    assert set(upper['ratios'].values()) == {None}
    shown = '\n'.join(figures.lines({'feed': [upper, lower]}))
    assert f'NOT VALID: {lower["problems"][0]}' in shown


def test_a_system_may_not_tell_of_its_processor() -> None:
    """Where no figure is known, its place is empty; the others are there."""
    silent = measured(replace(GOOD, work=None))
    upper, lower = figures.rows([silent, silent])
    assert upper['medians']['processor'] is None
    assert upper['ratios'] == {'rate': 1, 'p99': 1, 'processor': None}
    *_, line, _ = figures.lines({'feed': [upper, lower]})
    assert line.split()[2:] == ['100', '20.0', '1.00', '1.00']
