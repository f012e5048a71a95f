"""Somebody is greeted by name."""

import greeting


def test_ada_is_greeted() -> None:
    """The greeting holds the name."""
    found = greeting.greet('ada')
    assert found == 'hello, ada', f"expected 'hello, ada', got {found!r}: look at greeting.py"
