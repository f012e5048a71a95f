"""Run against an installed wheel: python -m unittest discover tests."""

import unittest
from pathlib import Path

from herbarium.lookup import find

SHEETS = Path(__file__).with_name('sheets')


class LookupTest(unittest.TestCase):
    """Each sheet that was checked by hand agrees with the index."""

    def test_sheets(self) -> None:
        """The index gives the names that the sheets give."""
        sheets = list(SHEETS.glob('*.csv'))
        assert sheets, 'there are no sheets beside the test'
        for sheet in sheets:
            latin, common = sheet.read_text('utf-8').strip().split(',')
            assert find(latin) == common, f'{latin} should be {common}'
