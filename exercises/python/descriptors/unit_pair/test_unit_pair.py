"""Two units show one number, whichever of them was written."""

import random
from types import MappingProxyType
from typing import Any

import pytest
import weather

WHERE = 'see weather.py'
NEAR = 1e-6
STORED = 'celsius', 'hectopascals', 'wind'
# Each partner: where its number is stored, and by what that is multiplied and increased.
PARTNERS = MappingProxyType(
    {
        'fahrenheit': ('celsius', 9 / 5, 32),
        'kelvin': ('celsius', 1, 273.15),
        'inches': ('hectopascals', 0.02953, 0),
        'knots': ('wind', 1.943844, 0),
        'rankine': ('celsius', 9 / 5, 491.67),
    }
)
NAMES = tuple(PARTNERS)


def about(wanted: float | tuple[float, ...]) -> object:
    """Return what equals a number, or some numbers, but for rounding."""
    return pytest.approx(wanted, rel=NEAR, abs=NEAR)


def make() -> weather.Reading:
    """Return a reading of numbers that nobody could foresee."""
    return weather.Reading(*(round(random.uniform(1, 100), 3) for _ in STORED))


def read(reading: object, name: str) -> float:
    """Read an attribute, so that a missing one fails its own tests only."""
    if not hasattr(reading, name):
        pytest.fail(f'a Reading in weather.py has no attribute {name}')
    return getattr(reading, name)


def converted(*given: Any) -> Any:
    """Make the learner's descriptor."""
    found = getattr(weather, 'Converted', None)
    if not isinstance(found, type):
        pytest.fail('weather.py has no class Converted yet')
    made = found(*given)
    assert isinstance(made, found), (
        f'Converted(...) should be a Converted, but is {made!r}: {WHERE}'
    )
    return made


@pytest.mark.parametrize('name', NAMES)
def test_a_partner_shows_the_stored_number(name: str) -> None:
    """A partner is reckoned from what is stored, also after that was changed."""
    reading = make()
    source, factor, offset = PARTNERS[name]
    for _ in range(2):
        number = read(reading, source)
        found, wanted = read(reading, name), number * factor + offset
        assert found == about(wanted), (
            f'{source} is {number}, so {name} should be {wanted}, but is {found}: {WHERE}'
        )
        setattr(reading, source, number + 5)


@pytest.mark.parametrize('name', NAMES)
def test_a_partner_can_be_written(name: str) -> None:
    """What is written to a partner is read back, and changes the stored number, and no other."""
    reading = make()
    source, factor, offset = PARTNERS[name]
    read(reading, name)
    wanted = {stored: getattr(reading, stored) for stored in STORED}
    wanted[source] = random.uniform(1, 100)
    written = wanted[source] * factor + offset
    setattr(reading, name, written)
    found = read(reading, name)
    assert found == about(written), f'{name} was set to {written}, but shows {found}: {WHERE}'
    row, wanted_row = reading.row(), tuple(wanted.values())
    assert row == about(wanted_row), (
        f'after {name} was set to {written} the row should be {wanted_row}, but is {row}: {WHERE}'
    )


@pytest.mark.parametrize('name', NAMES)
def test_the_last_one_written_counts(name: str) -> None:
    """A partner that was written follows its source again, and says nothing of other readings."""
    reading, other = make(), make()
    source, factor, offset = PARTNERS[name]
    read(reading, name)
    setattr(reading, name, 1000)
    setattr(reading, source, 7)
    found, wanted = read(reading, name), 7 * factor + offset
    assert found == about(wanted), (
        f'{name} was set first and then {source}, to 7, but {name} shows {found}, not {wanted}: '
        'is a number kept in two places of weather.py?'
    )
    found, wanted = read(other, name), read(other, source) * factor + offset
    assert found == about(wanted), (
        f'{name} was set on one reading, and another shows {found} in place of {wanted}: {WHERE}'
    )


@pytest.mark.parametrize('name', NAMES)
def test_a_partner_stores_nothing(name: str) -> None:
    """A reading has its three places, and no dictionary."""
    reading = make()
    read(reading, name)
    places = list(getattr(weather.Reading, '__slots__', ()))
    assert places == ['_celsius', 'hectopascals', 'wind'], (
        f'the slots of a Reading are now {places}: a partner needs no place of its own'
    )
    assert not hasattr(reading, '__dict__'), f'a Reading got a dictionary: {WHERE}'


@pytest.mark.parametrize(
    ('name', 'number'), [('celsius', -274), ('fahrenheit', -460), ('kelvin', -1), ('rankine', -1)]
)
def test_no_unit_goes_below_absolute_zero(name: str, number: float) -> None:
    """What is below absolute zero is refused in each unit, and changes nothing."""
    reading = make()
    read(reading, name)
    before = reading.row()
    try:
        setattr(reading, name, number)
    except ValueError:
        row = reading.row()
        assert row == before, f'{number} {name} was refused, but the row is {row} now: {WHERE}'
        return
    pytest.fail(f'{number} {name} is below absolute zero, but was taken. Who checks it? {WHERE}')


def test_the_partners_are_converted() -> None:
    """The copied properties are gone: each partner is a Converted, and the class shows it."""
    kind = type(converted('source', 1))
    for name in NAMES:
        kept = vars(weather.Reading).get(name)
        assert isinstance(kept, kind), (
            f'{name} of Reading should be a Converted, but is {kept!r}: {WHERE}'
        )
        try:
            found = getattr(weather.Reading, name)
        except (AttributeError, TypeError) as error:
            pytest.fail(f'Reading.{name} raised {error!r}: who is the instance then? {WHERE}')
        assert found is kept, f'Reading.{name} should be the descriptor, but is {found!r}: {WHERE}'


def test_any_pair_can_be_converted() -> None:
    """Converted knows no unit: it goes by its source, factor and offset, and these may be any."""
    factor, offset = random.uniform(2, 9), random.uniform(-9, 9)
    body = {
        'partner': converted('number', factor, offset),
        'scaled': converted('number', factor),
        'further': converted('partner', 2),
    }
    made = type('Made', (), body)()
    made.number = 3
    seen = made.partner, made.scaled
    wanted = 3 * factor + offset, 3 * factor
    assert seen == about(wanted), (
        f'3 times {factor}, with the offset {offset} and without, is {wanted}, but shows {seen}'
    )
    seen, wanted = made.further, 2 * made.partner
    assert seen == about(wanted), (
        f'a Converted of a Converted should show {wanted}, but shows {seen}: '
        f'how does it reach its source? {WHERE}'
    )
    made.partner += factor
    assert made.number == about(4), (
        f'partner += factor should make 4 of the source 3, but made {made.number}: {WHERE}'
    )
    kept = set(vars(made))
    assert kept == {'number'}, f'the object should keep its number alone, but keeps {kept}: {WHERE}'
