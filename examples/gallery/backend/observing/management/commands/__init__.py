"""Commands of the back end."""
