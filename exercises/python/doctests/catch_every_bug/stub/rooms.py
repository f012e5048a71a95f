"""Times at which rooms are taken, in minutes from midnight."""

Span = tuple[int, int]
HOUR = 60
DAY = 1440


def minutes(clock: str) -> int:
    """Return the minutes from midnight to a time of the clock.

    >>> total = minutes('9:05')
    >>> minutes('25:00')  # doctest: +SKIP
    'too late'
    """
    hours, _, rest = clock.partition(':')
    total = int(hours) * HOUR + int(rest)
    if int(rest) >= HOUR or total > DAY:
        raise ValueError(f'no clock shows {clock}')
    return total


def merge(spans: list[Span]) -> list[Span]:
    """Return the spans in order, as few as possible.

    >>> merged = merge([(1, 5), (7, 9)])
    """
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            begun, last = merged.pop()
            merged.append((begun, max(last, end)))
        else:
            merged.append((start, end))
    return merged


def book(span: Span, taken: list[Span] | None = None) -> list[Span]:
    """Return the spans that are taken once this one is booked.

    >>> assert book((1, 2))
    """
    start, end = span
    for begun, last in taken or ():
        if start < last and begun < end:
            raise ValueError(f'{span} overlaps another')
    return [*(taken or ()), span]
