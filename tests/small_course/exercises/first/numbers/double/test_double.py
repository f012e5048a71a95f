"""A number is doubled."""

import doubling
import pytest

LIMIT = 5


@pytest.mark.parametrize('number', [3, 0, -7])
def test_a_number_is_doubled(number: int) -> None:
    """Twice the number comes back."""
    found = doubling.double(number)
    assert found == number * 2, (
        f'double({number}) is {number * 2}, but it came out as {found}: look at doubling.py'
    )


def test_the_answer_folder_is_known(answer: object) -> None:
    """The fixture names the folder that is judged."""
    assert f'{answer}' in doubling.__file__, f'doubling.py came from {doubling.__file__}'
