"""Times at which rooms are taken, in minutes from midnight."""

Span = tuple[int, int]
HOUR = 60
DAY = 1440


def minutes(clock: str) -> int:
    """Return the minutes from midnight to a time of the clock.

    >>> minutes.__code__.co_names
    ('partition', 'int', 'ValueError')
    >>> minutes.__code__.co_argcount
    1
    """
    hours, _, rest = clock.partition(':')
    total = int(hours) * HOUR + int(rest)
    if int(rest) >= HOUR or total > DAY:
        raise ValueError(f'no clock shows {clock}')
    return total


def merge(spans: list[Span]) -> list[Span]:
    """Return the spans in order, as few as possible.

    Spans may come in any order. One that lies inside another adds nothing:

    >>> merge([(10, 30), (1, 9), (15, 20)])
    [(1, 9), (10, 30)]

    Spans that touch become one, and the list stays as it was:

    >>> spans = [(5, 8), (1, 5)]
    >>> merge(spans)
    [(1, 8)]
    >>> spans
    [(5, 8), (1, 5)]
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

    Without a list every call begins an empty one:

    >>> book((1, 2))
    [(1, 2)]
    >>> taken = book((10, 20))
    >>> taken
    [(10, 20)]

    A span may begin where another ends. The list stays as it was:

    >>> book((20, 30), taken)
    [(10, 20), (20, 30)]
    >>> taken
    [(10, 20)]

    A span that overlaps is refused, from inside and from around:

    >>> book((15, 25), taken)  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ValueError: taken
    >>> book((5, 25), taken)  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ValueError: taken
    """
    start, end = span
    for begun, last in taken or ():
        if start < last and begun < end:
            raise ValueError(f'{span} overlaps another')
    return [*(taken or ()), span]
