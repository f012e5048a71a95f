"""What the site asks its database."""

import sqlite3


def search(database: sqlite3.Connection, title: str, order: str) -> list[list[str | int]]:
    """Return title, author and year of the books with these words in the title."""
    title = title.replace("'", "''")
    query = f"SELECT * FROM books WHERE title LIKE '%{title}%' ORDER BY {order}"
    return [list(book) for book in database.execute(query)]


def member(database: sqlite3.Connection, name: str, pin: str) -> str | None:
    """Return the name of the member whose name and PIN these are."""
    name, pin = name.replace("'", "''"), pin.replace("'", "''")
    query = f"SELECT name FROM members WHERE name = '{name}' AND pin = '{pin}'"
    found = database.execute(query).fetchone()
    return found[0] if found else None
