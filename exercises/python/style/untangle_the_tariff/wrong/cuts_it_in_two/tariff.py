"""What it costs to hire a bicycle."""

BASE = 100
FREE = 30
FIRST = 60
FIRST_MINUTE = 25
LATER_MINUTE = 40
HIGHEST = 2400
HIGHEST_OF_CARGO = 2100
CARGO_HOUR = 350
WEEKEND = (5, 6)
NIGHT = 22


def price(kind: str, minutes: int, day: int, hour: int, member: bool) -> int:
    """Return the price of a ride in cents.

    Days are numbered from 0, a Monday. An unknown kind, or a ride that takes no time, is a
    ValueError.
    """
    if minutes <= 0:
        raise ValueError(f'a ride takes time, and not {minutes} minutes')
    if kind == 'cargo':
        return cargo(minutes, day, member)
    if kind not in {'city', 'electric'}:
        raise ValueError(f'no such kind: {kind}')
    return other(kind, minutes, day, hour, member)


def cargo(minutes: int, day: int, member: bool) -> int:
    """Return the price of a ride with a cargo bicycle."""
    cents = -(-minutes // FIRST) * CARGO_HOUR
    if member and day not in WEEKEND:
        cents = cents * 9 // 10
    return min(cents, HIGHEST_OF_CARGO)


def other(kind: str, minutes: int, day: int, hour: int, member: bool) -> int:
    """Return the price of a ride with another bicycle."""
    cents = 0
    if kind == 'city':
        if member:
            if minutes > FREE:
                cents = (minutes - FREE) * 5
        else:
            cents = BASE + minutes * 5
    else:
        if minutes <= FIRST:
            cents = BASE + minutes * FIRST_MINUTE
        else:
            cents = BASE + FIRST * FIRST_MINUTE + (minutes - FIRST) * LATER_MINUTE
        if member:
            if hour >= NIGHT or hour < 6:
                cents = cents // 2
            else:
                cents = cents - BASE
    if day in WEEKEND and not member:
        cents = cents * 6 // 5
    return min(cents, HIGHEST)
