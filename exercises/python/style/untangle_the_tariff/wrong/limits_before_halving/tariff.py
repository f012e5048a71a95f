"""What it costs to hire a bicycle."""

from collections.abc import Callable
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

BASE: Final = 100
FREE_MINUTES: Final = 30
CITY_MINUTE: Final = 5
FIRST_MINUTES: Final = 60
FIRST_MINUTE: Final = 25
LATER_MINUTE: Final = 40
CARGO_HOUR: Final = 350
HOUR: Final = 60
HIGHEST: Final = 2400
HIGHEST_OF_CARGO: Final = 2100
SATURDAY: Final = 5
MORNING: Final = 6
NIGHT: Final = 22


class _Ride(NamedTuple):
    minutes: int
    member: bool
    weekend: bool
    night: bool


_Tariff: TypeAlias = Callable[[_Ride], int]


def price(kind: str, minutes: int, day: int, hour: int, member: bool) -> int:
    """Return the price of a ride in cents.

    Days are numbered from 0, a Monday. An unknown kind, or a ride that takes no time, is a
    ValueError.
    """
    if minutes <= 0:
        raise ValueError(f'a ride takes time, and not {minutes} minutes')
    if kind not in _TARIFFS:
        raise ValueError(f'no such kind: {kind}')
    ride = _Ride(
        minutes,
        member,
        weekend=day in {SATURDAY, SATURDAY + 1},
        night=hour >= NIGHT or hour < MORNING,
    )
    return _TARIFFS[kind](ride)


def _city(ride: _Ride) -> int:
    if ride.member:
        return min(max(0, ride.minutes - FREE_MINUTES) * CITY_MINUTE, HIGHEST)
    return _at_weekends(BASE + ride.minutes * CITY_MINUTE, ride)


def _electric(ride: _Ride) -> int:
    first = min(ride.minutes, FIRST_MINUTES) * FIRST_MINUTE
    later = max(0, ride.minutes - FIRST_MINUTES) * LATER_MINUTE
    full = BASE + first + later
    if not ride.member:
        return _at_weekends(full, ride)
    full = min(full, HIGHEST)
    return full // 2 if ride.night else full - BASE


def _cargo(ride: _Ride) -> int:
    # Begun hours count: -(-a // b) rounds up without floats.
    full = -(-ride.minutes // HOUR) * CARGO_HOUR
    if ride.member and not ride.weekend:
        full = full * 9 // 10
    return min(full, HIGHEST_OF_CARGO)


def _at_weekends(full: int, ride: _Ride) -> int:
    return min(full * 6 // 5 if ride.weekend else full, HIGHEST)


_TARIFFS: Final = MappingProxyType[str, _Tariff](
    {
        'city': _city,
        'electric': _electric,
        'cargo': _cargo,
    },
)
