"""The same function, written in four ways."""
