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
    ...     {'title': 'More notes', 'author': 'Ada'},
    ...     {'title': 'Compilers', 'author': 'Grace'},
    ... ]
    >>> sorted(authors(books))
    ['Ada', 'Grace']
    """
    return {book['author'] for book in books}


def header(day: date | None = None) -> str:
    """Return the first line of a report, for today if no day is given.

    >>> header(date(2024, 2, 29))
    'Report of 2024-02-29'
    >>> header() == header(date.today())
    True
    """
    shown = day or date.today()
    return f'Report of {shown.isoformat()}'


def average(prices: list[float]) -> float:
    """Return the mean of some prices.

    >>> round(average([0.1, 0.2, 0.3]), 2)
    0.2
    """
    return sum(prices) / len(prices)


def tag(name: str) -> Tag:
    """Make a tag.

    >>> tag('new')  # doctest: +ELLIPSIS
    <reports.Tag object at 0x...>
    """
    return Tag(name)


def ticket(shelf: str) -> str:
    """Return what is printed for somebody who waits for a book.

    >>> shelf, hyphen, letters = ticket('A7').partition('-')
    >>> shelf, hyphen, len(letters)
    ('A7', '-', 8)
    >>> set(letters) <= set('0123456789abcdef')
    True
    >>> ticket('A7') == ticket('A7')
    False
    """
    letters = secrets.token_hex(4)
    return f'{shelf}-{letters}'
