"""What both notebooks keep, in a database that lives as long as the program."""

import sqlite3

SCHEMA = """
CREATE TABLE members (name TEXT PRIMARY KEY, password TEXT NOT NULL);
CREATE TABLE notes (id INTEGER PRIMARY KEY, owner TEXT REFERENCES members, text TEXT NOT NULL);
INSERT INTO members VALUES ('ada', 'engine'), ('grace', 'moth');
INSERT INTO notes (owner, text) VALUES ('ada', 'Buy tea'), ('grace', 'Tea at five');
"""


def new_database() -> sqlite3.Connection:
    """Return a database with two members and their notes."""
    # A server may answer in another thread than the one that opened the database.
    database = sqlite3.connect(':memory:', check_same_thread=False)
    database.row_factory = sqlite3.Row
    database.executescript(SCHEMA)
    return database
