"""Ten processes at once lose nothing of each other."""

import json
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.unit.tool.driver import Galka
from tests.unit.tool.figures import EVENTS

TEN = 10
TASKS = ('double', 'greet')


@pytest.fixture
def both(started: Galka) -> Galka:
    """Give the command, with two tasks handed out."""
    for task in TASKS:
        started('open', task)
    return started


def events_of(galka: Galka) -> Counter[str]:
    """Return how many events of each kind are in the log; each line is one whole event."""
    lines = (galka.workspace / '.galka/log.jsonl').read_bytes().splitlines()
    events = [json.loads(line) for line in lines]
    assert len({event['id'] for event in events}) == len(events)
    return Counter(event['event'] for event in events)


def test_ten_checks_at_once_are_all_there(
    both: Galka,
    record_property: Callable[[str, int], None],
) -> None:
    """Each of ten checks from ten processes gives its verdict and leaves its event."""
    both.solve('first/numbers/double')
    before = events_of(both)
    with ThreadPoolExecutor(TEN) as pool:
        checks = [
            pool.submit(both.json, 'check', TASKS[number % 2], code=number % 2)
            for number in range(TEN)
        ]
    verdicts = [check.result()['verdict'] for check in checks]
    assert Counter(verdicts[::2]) == {'passed': 5}
    assert Counter(verdicts[1::2]) == {'failed': 5}
    new = events_of(both) - before
    assert new == {'checked': TEN}
    record_property(EVENTS, new.total())


def test_ten_resets_at_once_are_all_there(
    both: Galka,
    record_property: Callable[[str, int], None],
) -> None:
    """Each of ten resets keeps a snapshot of its own and leaves its events."""
    before = events_of(both)
    with ThreadPoolExecutor(TEN) as pool:
        list(pool.map(lambda number: both('reset', TASKS[number % 2]), range(TEN)))
    new = events_of(both) - before
    assert new['reset'] == TEN
    kept = list((both.workspace / '.galka/snapshots/first/numbers').glob('*/*'))
    assert len(kept) == TEN
    record_property(EVENTS, new.total())
