"""The rows of the ledger are those that the tax office knows."""

from ledger import entry


def test_a_large_sale_is_marked() -> None:
    """A sale above 500 euros has a mark."""
    rows: list[str] = []
    print('selling')
    assert entry('sale', 50001, rows) == 'sale 50001 !'
