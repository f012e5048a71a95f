"""Prices, by themselves."""

import pytest
from museum.prices import ADULT, PRICE, price


def test_children_pay_nothing() -> None:
    """Below the age of adults a visit is free."""
    assert price(ADULT - 1) == 0


@pytest.mark.slow
def test_everybody_else_pays() -> None:
    """At any age above."""
    assert {price(ADULT + more) for more in range(ADULT)} == {PRICE}
