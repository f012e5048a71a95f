"""Checks of tickets at the door; a part of the program, no test."""


def test_ticket(number: int) -> bool:
    """Tell whether a ticket is good."""
    return number % 7 == 0
