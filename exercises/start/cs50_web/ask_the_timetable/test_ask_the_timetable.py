"""The four statements give what a count by hand gives, on a timetable that is new in each run."""

import random
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import queries

PLACES = ('Brno', 'Graz', 'Split', 'Varna', 'Riga')
PEOPLE = 20
NAMES = ('Ada', 'Barbara', 'Grace', 'Linus', 'Margaret')


class Timetable(NamedTuple):
    """A database, and what was put into it."""

    database: sqlite3.Connection
    cities: dict[int, str]
    trips: dict[int, list[int]]
    people: dict[int, str]
    bookings: list[tuple[int, int]]


@pytest.fixture
def timetable(answer: Path) -> Timetable:
    """Make up a timetable: trips that nobody booked, and two regulars called Ada."""
    # Ids with gaps and in no order, as they are after some years.
    ids = random.sample(range(1000), k=PEOPLE)
    cities = dict(zip(ids, PLACES, strict=False))
    trips = {trip: random.sample(ids[:5], k=2) for trip in ids[:10]}
    people = dict(zip(ids, ('Ada', 'Ada', *random.choices(NAMES, k=PEOPLE)), strict=False))
    bookings = [(trip, person) for trip in ids[:3] for person in ids[:2]]
    bookings += [(trip, person) for trip in ids[3:8] for person in random.sample(ids[2:], k=5)]
    bookings.append((ids[8], ids[0]))
    database = sqlite3.connect(':memory:')
    # Lines whose order no statement asks for come the other way round.
    database.execute('PRAGMA reverse_unordered_selects = ON')
    database.executescript((answer / 'schema.sql').read_text('utf-8'))
    fill = database.executemany
    fill('INSERT INTO cities VALUES (?, ?)', cities.items())
    fill('INSERT INTO trips VALUES (?, ?, ?, 5)', ((trip, *ends) for trip, ends in trips.items()))
    fill('INSERT INTO passengers VALUES (?, ?)', people.items())
    fill('INSERT INTO bookings VALUES (?, ?)', bookings)
    return Timetable(database, cities, trips, people, bookings)


def ask(timetable: Timetable, name: str, **named: int) -> list[tuple[Any, ...]]:
    """Run one of the learner's statements; fail the test where SQLite refuses it."""
    statement = getattr(queries, name, None)
    assert isinstance(statement, str), f'queries.py has no statement {name}: its name must stay'
    try:
        return timetable.database.execute(statement, named).fetchall()
    except sqlite3.Error as error:
        pytest.fail(f'SQLite refuses {name} in queries.py: {error}')


def compare(name: str, came: list[tuple[Any, ...]], wanted: list[tuple[Any, ...]]) -> None:
    """Fail the test where an answer differs from what a count by hand gives."""
    assert len(came) == len(wanted), (
        f'{name} in queries.py gave {len(came)} lines, and there should be {len(wanted)}'
    )
    for number, pair in enumerate(zip(came, wanted, strict=True), start=1):
        assert pair[0] == pair[1], (
            f'{name} in queries.py is wrong in line {number} of {len(wanted)}: '
            f'expected {pair[1]}, came {pair[0]}'
        )


def test_a_route_names_both_cities(timetable: Timetable) -> None:
    """Each trip stands there once, with the city that it leaves and the one that it reaches."""
    cities = timetable.cities
    wanted = [
        (trip, cities[ends[0]], cities[ends[1]]) for trip, ends in sorted(timetable.trips.items())
    ]
    compare('ROUTES', ask(timetable, 'ROUTES'), wanted)


def test_sold_knows_the_empty_trips(timetable: Timetable) -> None:
    """Each trip has the number of its bookings, which may be 0."""
    sold = Counter(trip for trip, _ in timetable.bookings)
    wanted = [(trip, sold[trip]) for trip in sorted(timetable.trips)]
    compare('SOLD', ask(timetable, 'SOLD'), wanted)


def test_regulars_are_persons(timetable: Timetable) -> None:
    """Who has several bookings is counted by person, two of one name as two."""
    booked = Counter(person for _, person in timetable.bookings)
    regulars = [(timetable.people[who], times) for who, times in booked.items() if times > 1]
    wanted = sorted(regulars, key=lambda regular: (-regular[1], regular[0]))
    compare('REGULARS', ask(timetable, 'REGULARS'), wanted)


def test_every_seat_is_sold_once(timetable: Timetable) -> None:
    """Passengers book until the trip is full; who comes later gets nothing, and nobody else."""
    empty = list(timetable.trips).pop()
    people, seats = list(timetable.people), random.randint(2, 6)
    timetable.database.execute('UPDATE trips SET seats = ? WHERE id = ?', (seats, empty))
    for person in people:
        ask(timetable, 'BOOK', trip=empty, passenger=person)
    came = timetable.database.execute('SELECT * FROM bookings').fetchall()
    sold = {booking for booking in came if booking[0] == empty}
    assert sold == {(empty, first) for first in people[:seats]}, (
        f'{PEOPLE} passengers wanted one of {seats} seats, but BOOK in queries.py sold '
        f'{len(sold)} of them, or not to those who came first'
    )
    assert sold.union(timetable.bookings) == set(came), (
        'BOOK in queries.py changed the bookings of other trips'
    )


def test_a_trip_that_is_not_there_is_not_booked(timetable: Timetable) -> None:
    """Booking an unknown trip books nothing."""
    ask(timetable, 'BOOK', trip=-1, passenger=next(iter(timetable.people)))
    came = timetable.database.execute('SELECT * FROM bookings').fetchall()
    assert len(came) == len(timetable.bookings), (
        'BOOK in queries.py booked a trip that does not exist'
    )
