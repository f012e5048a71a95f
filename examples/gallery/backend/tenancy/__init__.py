"""Whose rows a query is about; a query that does not say it is refused."""
