"""Who answers when an attribute is read, and who takes it when it is written: tried out."""

from collections.abc import Iterator
from types import MappingProxyType


# [start kinds]
class Getting:
    """A descriptor that can be read."""

    def __get__(self, instance: object, owner: type | None = None) -> str:
        return '__get__'


class Setting:
    """A descriptor that can be written; it takes a note in the object's own dictionary."""

    def __set__(self, instance: object, value: object) -> None:
        vars(instance)['name'] = '__set__'


class GettingAndSetting(Getting, Setting):
    """A descriptor that can be read and written."""


class GettingAndDeleting(Getting):
    """A descriptor that can be read and deleted."""

    def __delete__(self, instance: object) -> None:
        """Delete nothing: that there is a method counts."""


# [end kinds]
NOTHING = 'nothing'
KINDS = MappingProxyType(
    {
        NOTHING: None,
        'a value': 'class',
        '__get__': Getting(),
        '__set__': Setting(),
        '__get__, __set__': GettingAndSetting(),
        '__get__, __delete__': GettingAndDeleting(),
    }
)


class Open:
    """A class that answers for what nobody else knows."""

    def __getattr__(self, name: str) -> str:
        return '__getattr__'


def make(kind: str) -> Open:
    """Return an object whose class keeps something of this kind under ``name``."""
    body = {} if kind == NOTHING else {'name': KINDS[kind]}
    return type('Thing', (Open,), body)()


def read(thing: Open) -> str:
    """Tell who answered."""
    answer = thing.name
    return answer if isinstance(answer, str) else 'descriptor'


def written(thing: Open) -> str:
    """Tell who took the value."""
    try:
        thing.name = 'object'
    except AttributeError:
        return 'refused'
    return vars(thing)['name']


def row(kind: str) -> tuple[str, str, str]:
    """Read an empty object, read one that has the name in its dictionary, and write."""
    filled = make(kind)
    vars(filled)['name'] = 'object'
    return read(make(kind)), read(filled), written(make(kind))


def things() -> Iterator[Open]:
    """Make an object of each kind, empty and filled."""
    for kind in KINDS:
        yield make(kind)
        filled = make(kind)
        vars(filled)['name'] = 'object'
        yield filled


def main() -> None:
    """Print the table, with a line for each thing that a class can keep under a name."""
    line = '{:<21}{:<13}{:<9}{}'.format
    print(line('in the class', 'read, empty', 'filled', 'write'))
    for kind in KINDS:
        print(line(kind, *row(kind)))


if __name__ == '__main__':
    main()
