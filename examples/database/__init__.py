"""Examples of the database track."""
