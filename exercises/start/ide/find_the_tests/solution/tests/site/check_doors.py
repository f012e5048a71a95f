"""Tickets, as the door reads them."""

from museum.check_in import test_ticket as is_good


def test_the_door_opens() -> None:
    """A ticket whose number seven divides is good."""
    assert is_good(0)
