"""The shapes lose their dictionaries and keep their behaviour."""

import random
from types import MappingProxyType

import pytest
import shapes

# How each shape is made, and what it must then hold.
ARGUMENTS = MappingProxyType(
    {
        'Shape': {'x': 1, 'y': 2},
        'Circle': {'x': 1, 'y': 2, 'radius': 3},
        'Dot': {'x': 1, 'y': 2},
        'Label': {'x': 1, 'y': 2, 'text': 'here'},
    }
)
NAMES = tuple(ARGUMENTS)
ROUND = ('Circle', 'Dot')


def make(name: str) -> object:
    """Make a shape by its class's name, so that one missing class fails its own tests only."""
    found = getattr(shapes, name, None)
    if found is None:
        pytest.fail(f'shapes.py has no class {name}: its four names must stay')
    return found(**ARGUMENTS[name])


def carries_a_dictionary(shape: object) -> bool:
    """Tell whether an object has a place for any name, also when it shows no ``__dict__``."""
    try:
        object.__setattr__(shape, 'anything', None)
    except AttributeError:
        return hasattr(shape, '__dict__')
    return True


@pytest.mark.parametrize('name', ['Shape', *ROUND])
def test_a_shape_has_no_dictionary(name: str) -> None:
    """An object of a class with slots all the way up has no dictionary, not even a hidden one."""
    assert not carries_a_dictionary(make(name)), (
        f'a {name} still carries a dictionary: do all classes of its family say __slots__?'
    )


@pytest.mark.parametrize(
    ('attribute', 'owner', 'names'),
    [
        ('x', 'Shape', NAMES),
        ('y', 'Shape', NAMES),
        ('radius', 'Circle', ROUND),
        ('text', 'Label', ('Label',)),
    ],
)
def test_a_value_is_kept_once(attribute: str, owner: str, names: tuple[str, ...]) -> None:
    """Each attribute has one place, in the class that brings it."""
    for name in names:
        family = type(make(name)).__mro__
        owners = [member.__name__ for member in family if attribute in vars(member)]
        listed = ' and '.join(owners) or 'no class'
        assert len(owners) < 2, f'{name} keeps {attribute} twice: {listed} have a slot for it'
        assert owners == [owner], (
            f'{name} has its {attribute} from {owner}, but the slot for it is in {listed}'
        )


def test_plug_ins_can_still_mark_a_label() -> None:
    """Attributes that nobody foresaw can be set on a label, and only they are in its dictionary."""
    label = make('Label')
    mark = f'mark_{random.random()}'.replace('.', '_')
    try:
        # Past a __setattr__ that keeps the mark elsewhere: the dictionary is what is asked for.
        object.__setattr__(label, mark, 'spell checker')
    except AttributeError as error:
        pytest.fail(f'a plug-in could not mark a Label: {error}. Where would such a mark be kept?')
    found = vars(label)
    assert found == {mark: 'spell checker'}, (
        f'only what a plug-in adds belongs in the dictionary of a Label, but it holds {found}'
    )


@pytest.mark.parametrize('name', NAMES)
def test_a_shape_holds_what_it_was_given(name: str) -> None:
    """Coordinates, radius and text are what they were given as, and can be changed."""
    shape = make(name)
    for attribute, wanted in ARGUMENTS[name].items():
        found = getattr(shape, attribute)
        assert found == wanted, f'{attribute} of a {name} should be {wanted!r}, but is {found!r}'
        setattr(shape, attribute, None)
        assert getattr(shape, attribute) is None, f'{attribute} of a {name} can not be changed'


def test_a_dot_has_no_radius() -> None:
    """A dot is made with the radius 0."""
    found = make('Dot').radius
    assert found == 0, f'the radius of a Dot should be 0, but is {found!r}'


def test_the_family_is_what_it_was() -> None:
    """A dot is still a circle, and all of them are shapes."""
    assert isinstance(make('Dot'), shapes.Circle), 'a Dot is no Circle any more in shapes.py'
    for name in NAMES:
        assert isinstance(make(name), shapes.Shape), f'a {name} is no Shape any more in shapes.py'
