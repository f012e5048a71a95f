"""What the lending library prints."""

import secrets
from datetime import date


class Tag:
    """A label on a book."""

    def __init__(self, name: str) -> None:
        self.name = name


def authors(books: list[dict[str, str]]) -> set[str]:
    """Return all authors.

    >>> books = [
    ...     {'title': 'Notes', 'author': 'Ada'},
    ...     {'title': 'Compilers', 'author': 'Grace'},
    ...     {'title': 'Kernels', 'author': 'Linus'},
    ... ]
    >>> authors(books)
    {'Ada', 'Grace', 'Linus'}
    """
    return {book['author'] for book in books}


def header(day: date | None = None) -> str:
    """Return the first line of a report, for today if no day is given.

    >>> header()
    'Report of 2025-03-14'
    """
    shown = day or date.today()
    return f'Report of {shown.isoformat()}'


def average(prices: list[float]) -> float:
    """Return the mean of some prices.

    >>> average([0.1, 0.2, 0.3])
    0.20000000000000004
    """
    return sum(prices) / len(prices)


def tag(name: str) -> Tag:
    """Make a tag.

    >>> tag('new')
    <reports.Tag object at 0x7f3c5a1b2d90>
    """
    return Tag(name)


def ticket(shelf: str) -> str:
    """Return what is printed for somebody who waits for a book.

    >>> ticket('A7')
    'A7-09f3a1bc'
    """
    letters = secrets.token_hex(4)
    return f'{shelf}-{letters}'
