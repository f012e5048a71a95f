"""A friendly word."""


def greet(name: str) -> str:
    """Greet somebody by name."""
    return 'hello, you'
