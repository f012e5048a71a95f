"""The figures of the tests that nothing is lost, added up and printed at the end of a run."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest

KILLS, EVENTS, REFUSED, HOSTILE = 'kills', 'events', 'refused', 'hostile'
#: What each figure counts.
TOLD = {
    KILLS: 'times the tool was killed at a write: nothing was lost',
    EVENTS: 'events written by many processes at once: all are there',
    REFUSED: 'writes refused by a full disk or a read-only folder: nothing was damaged',
    HOSTILE: 'hostile answers: each ended within its limit, none passed, no process was left',
}


def lines(reports: Iterable[pytest.TestReport]) -> list[str]:
    """Return one line for each figure that the tests of this run recorded."""
    sums: Counter[str] = Counter()
    for report in reports:
        sums.update(_figures(report.user_properties))
    return [f'{sums[name]:5} {told}' for name, told in TOLD.items() if name in sums]


def _figures(properties: Iterable[tuple[str, Any]]) -> dict[str, int]:
    return {name: figure for name, figure in properties if name in TOLD}
