"""What the site asks its database."""

import sqlite3


def search(database: sqlite3.Connection, title: str, order: str) -> list[list[str | int]]:
    """Return title, author and year of the books with these words in the title."""
    query = "SELECT * FROM books WHERE title LIKE '%' || ? || '%' ORDER BY ?"
    return [list(book) for book in database.execute(query, (title, order))]


def member(database: sqlite3.Connection, name: str, pin: str) -> str | None:
    """Return the name of the member whose name and PIN these are."""
    query = 'SELECT name FROM members WHERE name = ? AND pin = ?'
    found = database.execute(query, (name, pin)).fetchone()
    return found[0] if found else None
