"""Prices, as the site shows them."""

from museum.prices import ADULT, price


def test_the_site_shows_whole_numbers() -> None:
    """No cents are asked."""
    assert f'{price(ADULT)} euros' == '12 euros'
