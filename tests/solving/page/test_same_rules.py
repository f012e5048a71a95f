"""The page follows the tool's own rules: the same events add up to the same file, to the byte."""

import json
import subprocess
from pathlib import Path
from random import Random
from typing import Final

import pytest

from galka.course import manifest
from galka.fixtures.verdict import not_verified
from galka.model.progress import Event, EventKind
from galka.progress import exchange, log
from galka.progress.exchange import Format

ROOT: Final = Path(__file__).parents[3]
COURSE: Final = manifest.load(ROOT)
SCRIPT: Final = Path(__file__).with_name('export.mjs')
EVENTS: Final = 300


@pytest.mark.parametrize('seed', range(3))
def test_exports_are_equal(seed: int) -> None:
    """Whatever has happened, the page writes the file that `galka progress export` writes."""
    events = log.in_order(_invent(Random(seed)))
    course = {lesson.id: [task.id for task in lesson.tasks] for lesson in COURSE.lessons}
    entries = [json.loads(log.to_line(event)) for event in events]
    try:
        ended = subprocess.run(
            ('node', SCRIPT),
            input=json.dumps({'course': course, 'events': entries}),
            capture_output=True,
            check=True,
            text=True,
            timeout=60,
        )
    except FileNotFoundError:
        not_verified('node is missing', 'apt-get install nodejs')
    assert ended.stdout == exchange.export(COURSE, events, Format.JSON)


def _invent(chance: Random) -> list[Event]:
    """Return events in any order, of every kind, about few lessons, so that they meet."""
    lessons = [lesson for lesson in COURSE.lessons if lesson.tasks][:3]
    return [_event(chance, chance.choice(lessons).id) for _ in range(EVENTS)]


def _event(chance: Random, lesson: str) -> Event:
    kind = chance.choice(list(EventKind))
    tasks = [task.id for task in COURSE.tasks if task.lesson_id == lesson]
    about_lesson = kind in {EventKind.CLAIMED, EventKind.UNCLAIMED}
    details: dict[EventKind, dict[str, str | int]] = {
        EventKind.CHECKED: {'verdict': chance.choice(['passed', 'failed', 'not verified'])},
        EventKind.HINTED: {'number': chance.randrange(1, 4)},
        EventKind.HANDED_OUT: {'digest': 'дайджест'},
    }
    return Event(
        kind,
        lesson if about_lesson else chance.choice(tasks),
        f'2026-01-02T03:04:{chance.randrange(60):02}.678+00:00',
        f'{chance.getrandbits(128):032x}',
        details.get(kind, {}),
    )
