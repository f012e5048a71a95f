"""Cells of three suppliers become sizes, and nothing else does."""

import random
import string
from types import MappingProxyType

import pytest
import sizes

WORDS = MappingProxyType(
    {'XS': 'extra small', 'S': 'small', 'M': 'medium', 'L': 'large', 'XL': 'extra large'},
)
NAMES = tuple(WORDS)
TRIES = 20
OTHER_NUMBERS = (0, 6, -1, 2.5, float('nan'))
OTHER_TEXTS = (
    '',
    ' - ',
    'XXL',
    'x l',
    'X-S',
    '-M',
    'S-',
    '-small-',
    'extralarge',
    'ex tra small',
    'extra',
    'smalls',
)
OTHER_CELLS = (*OTHER_NUMBERS, *OTHER_TEXTS, None, True, [], {}, b'M')


def size_of(cell: object) -> object:
    """Return the size of a cell, and fail with the learner's error if there is one."""
    try:
        return sizes.Size(cell)
    except Exception as error:
        problem = type(error).__name__
        pytest.fail(f'Size({cell!r}) raised {problem}: {error}. Look at _missing_ in sizes.py')


def carelessly(text: str) -> str:
    """Return a text as a careless person writes it."""
    letters = ''.join(random.choice((letter.lower(), letter.upper())) for letter in text)
    between = random.choice((' ', '-', '  '))
    around = ' ' * random.randrange(3)
    return around + letters.replace(' ', between) + random.choice(('', ' ', '\t', '\n'))


def must_be(cell: object, name: str) -> None:
    """Check that a cell gives the member of that name."""
    found = size_of(cell)
    wanted = getattr(sizes.Size, name, None)
    assert found is wanted, f'Size({cell!r}) should be {wanted}, but is {found}; see sizes.py'


@pytest.mark.parametrize('name', NAMES)
def test_letters_and_words_are_read_in_any_spelling(name: str) -> None:
    """Case, spaces and hyphens do not matter."""
    must_be(name, name)
    for _ in range(TRIES):
        must_be(carelessly(name), name)
        must_be(carelessly(WORDS[name]), name)


@pytest.mark.parametrize(('number', 'name'), tuple(enumerate(NAMES, start=1)))
def test_a_number_counts_from_the_smallest(number: int, name: str) -> None:
    """Whole numbers from 1 to 5 are sizes, also as a spreadsheet writes them."""
    must_be(number, name)
    must_be(float(number), name)


@pytest.mark.parametrize('cell', OTHER_CELLS)
def test_every_other_cell_is_refused(cell: object) -> None:
    """What is no size gives the ordinary error, whatever its type."""
    must_be_refused(cell)


def test_an_unknown_word_is_refused() -> None:
    """No word is guessed at."""
    for _ in range(TRIES):
        must_be_refused(''.join(random.choices(string.ascii_lowercase, k=7)))


def must_be_refused(cell: object) -> None:
    """Check that a cell gives the error that an enumeration gives."""
    error = error_of(cell)
    assert isinstance(error, ValueError), (
        f'Size({cell!r}) should be a ValueError, but _missing_ in sizes.py ended with '
        f'{type(error).__name__}: {error}'
    )
    assert repr(cell) in str(error), (
        f'the error should name the cell {cell!r}, but says: {error}. Let _missing_ in '
        'sizes.py return None, then Enum words it'
    )


def error_of(cell: object) -> Exception:
    """Return the error that a cell ends with."""
    try:
        found = sizes.Size(cell)
    except Exception as error:
        return error
    pytest.fail(f'{cell!r} is no size, but Size made it {found}; see _missing_ in sizes.py')


def test_the_database_sees_no_difference() -> None:
    """Names and values are what they were."""
    found = {name: member.value for name, member in sizes.Size.__members__.items()}
    wanted = {name: name for name in NAMES}
    assert found == wanted, f'Size in sizes.py should hold {wanted}, but holds {found}'
