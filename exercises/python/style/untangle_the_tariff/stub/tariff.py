"""What it costs to hire a bicycle."""


def price(kind: str, minutes: int, day: int, hour: int, member: bool) -> int:
    """Return the price of a ride in cents.

    Days are numbered from 0, a Monday. An unknown kind, or a ride that takes no time, is a
    ValueError.
    """
    if minutes > 0:
        result = 0
        if kind == 'city' or kind == 'electric':
            if kind == 'city':
                if member:
                    if minutes > 30:
                        result = (minutes - 30) * 5
                else:
                    result = 100 + minutes * 5
            else:
                if minutes <= 60:
                    result = 100 + minutes * 25
                else:
                    result = 100 + 60 * 25 + (minutes - 60) * 40
                if member:
                    if hour >= 22 or hour < 6:
                        result = result // 2
                    else:
                        result = result - 100
            if day == 5 or day == 6:
                if not member:
                    result = result * 6 // 5
            if result > 2400:
                result = 2400
        else:
            if kind == 'cargo':
                hours = minutes // 60
                if minutes % 60 != 0:
                    hours = hours + 1
                result = hours * 350
                if member:
                    if day != 5 and day != 6:
                        result = result * 9 // 10
                if result > 2100:
                    result = 2100
            else:
                raise ValueError(f'no such kind: {kind}')
        return result
    else:
        raise ValueError(f'a ride takes time, and not {minutes} minutes')
