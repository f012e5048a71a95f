"""Readers find their books, and a visitor who sends SQL gets nothing by it."""

import importlib
import json
import random
import sqlite3
from http import HTTPStatus
from typing import Any

import pytest

from galka.fixtures import require

AUTHORS = ("Edna O'Brien", 'Anais Nin', 'James Joyce', 'Iris Murdoch')
TITLES = ("O'Brien at sea", 'Night -- a memoir', '"Quoted"', 'Salt; pepper', 'The union', 'Back\\')
MEMBERS = ('ada', "o'hara", 'linus')
# In the place of a value: each ends the text that the program began.
IN_A_TITLE = (
    "' UNION SELECT name, pin, 1 FROM members --",
    "%' UNION SELECT name, pin, 1 FROM members ORDER BY '",
    "' UNION SELECT name, pin, 1 FROM members/*",
    "'UNION\nSELECT\tname,pin,1\nFROM\tmembers--",
    "zz'OR+1=1/*",
    "zz' || (SELECT group_concat(pin) FROM members) || '",
    # No SQL may hold a zero character, a value may.
    'zz\0',
)
IN_A_FIELD = (
    "ada' --",
    "ada'/*",
    "'OR(1)--",
    "x' OR 'a' = 'a",
    "' UNION SELECT 'ada' --",
    "x' || (SELECT pin FROM members WHERE name = 'ada') || '",
    "ada' AND '1' OR '1",
    'ada\0',
)


class Library:
    """The site over a catalogue that is new in each run."""

    def __init__(self, shelves: Any) -> None:
        """Fill the shelves."""
        years = random.sample(range(1000), k=len(TITLES))
        self.books = [
            [f'{title} {random.randrange(100)}', random.choice(AUTHORS), year]
            for title, year in zip(TITLES, years, strict=True)
        ]
        self.pins = {name: str(random.randrange(1000)) for name in MEMBERS}
        database = sqlite3.connect(':memory:', check_same_thread=False)
        database.execute('CREATE TABLE books (title TEXT, author TEXT, year INTEGER)')
        database.execute('CREATE TABLE members (name TEXT, pin TEXT)')
        database.executemany('INSERT INTO books VALUES (?, ?, ?)', self.books)
        database.executemany('INSERT INTO members VALUES (?, ?)', self.pins.items())
        self.client = shelves.create_app(database).test_client()

    def search(self, title: str, **order: str) -> list[list[Any]]:
        """Ask the site as a browser does; fail the test where it breaks."""
        came = self.client.get('/search', query_string={'title': title, **order})
        assert came.status_code == HTTPStatus.OK, (
            f'a search for {title!r} {order} ended with {came.status}: '
            "does search in catalogue.py paste a visitor's words into the SQL?"
        )
        return list(json.loads(came.text))

    def sign_in(self, name: str, pin: str) -> str | None:
        """Return the name that the site greets, if it does."""
        came = self.client.post('/sign-in', data={'name': name, 'pin': pin})
        assert came.status_code in {HTTPStatus.OK, HTTPStatus.FORBIDDEN}, (
            f'signing in as {name!r} with the PIN {pin!r} ended with {came.status}: '
            "does member in catalogue.py paste a visitor's words into the SQL?"
        )
        greeted = json.loads(came.text).get('name')
        return None if greeted is None else str(greeted)


@pytest.fixture
def library() -> Library:
    """Open the library."""
    require('flask')
    return Library(importlib.import_module('shelves'))


def test_readers_find_their_books(library: Library) -> None:
    """A whole title, a part of it, and other capitals find the book."""
    for book in library.books:
        title = book[0]
        for words in (title, title[1:], title.upper()):
            came = library.search(words)
            assert came == [book], (
                f'a search for {words!r} should find {book}, but found {came}; see catalogue.py'
            )


@pytest.mark.parametrize('words', IN_A_TITLE)
def test_a_title_is_never_read_as_sql(library: Library, words: str) -> None:
    """No book has such a title, so nothing is found."""
    came = library.search(words)
    assert came == [], (
        f'a visitor searched for {words!r} and got {came}: search in catalogue.py let it be SQL'
    )


@pytest.mark.parametrize('column', [0, 1, 2])
def test_readers_sort(library: Library, column: int) -> None:
    """Books come in the order that was asked for."""
    order = ('title', 'author', 'year')[column]
    came = [book[column] for book in library.search('', order=order)]
    wanted = sorted(book[column] for book in library.books)
    assert came == wanted, (
        f'the books are not in the order of {order!r} but like this: {came}; see catalogue.py'
    )


def test_the_order_tells_no_secret(library: Library) -> None:
    """Whatever else is sent as an order, the books come by title."""
    wanted = sorted(library.books)
    pin = library.pins['ada']
    for guess in (pin, f'{pin}0'):
        # A right guess turns the order round: so a visitor reads a PIN without being shown one.
        case = f"(SELECT pin FROM members WHERE name = 'ada') = '{guess}'"
        came = library.search('', order=f'CASE WHEN {case} THEN year ELSE -year END')
        assert came == wanted, (
            'the order of the books tells a visitor whether a guessed PIN is right: '
            'search in catalogue.py let the order be SQL'
        )


@pytest.mark.parametrize(
    'order', ['title DESC', 'year DESC', 'Year', 'title; DROP TABLE books', '-year', 'pin', "'", '']
)
def test_an_unknown_order_is_by_title(library: Library, order: str) -> None:
    """An order that is not one of the three neither breaks the site nor is obeyed."""
    came = library.search('', order=order)
    assert came == sorted(library.books), (
        f'with the order {order!r} the books should come by title, but came {came}'
    )


def test_members_sign_in(library: Library) -> None:
    """The right PIN opens, and no other does."""
    for name, pin in library.pins.items():
        came = library.sign_in(name, pin)
        assert came == name, f'{name!r} sent the right PIN and was greeted as {came!r}'
        came = library.sign_in(name, f'{pin}0')
        assert came is None, f'{name!r} was let in with a wrong PIN; see member in catalogue.py'


@pytest.mark.parametrize('words', IN_A_FIELD)
def test_a_name_and_a_pin_are_never_read_as_sql(library: Library, words: str) -> None:
    """SQL opens nothing, neither as a name nor as a PIN."""
    for name, pin in ((words, 'x'), ('ada', words), (words, words)):
        came = library.sign_in(name, pin)
        assert came is None, (
            f'{name!r} with the PIN {pin!r} was signed in as {came!r}: '
            'member in catalogue.py let it be SQL'
        )
