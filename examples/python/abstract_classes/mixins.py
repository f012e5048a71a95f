"""What the classes of ``collections.abc`` ask for, and what they give for it."""

from collections.abc import Mapping, MutableMapping, MutableSequence, MutableSet, Sequence

KINDS = (Sequence, MutableSequence, Mapping, MutableMapping, MutableSet)
# They belong to how the class is made, and not to what its objects can do.
MACHINERY = frozenset(('__subclasshook__', '__class_getitem__', '_from_iterable', '_hash'))


# [start squares]
class Squares(Sequence[int]):
    """The first square numbers, reckoned when they are asked for."""

    def __init__(self, count: int) -> None:
        self.count_of_all = count
        self.asked = 0

    def __len__(self) -> int:
        return self.count_of_all

    def __getitem__(self, index: int) -> int:
        if not 0 <= index < self.count_of_all:
            raise IndexError(index)
        self.asked += 1
        return index**2


# [end squares]
def given(kind: type) -> set[str]:
    """Return the names of the methods that a child inherits ready-made."""
    names = {
        name
        for parent in kind.__mro__[:-1]
        for name, kept in vars(parent).items()
        if callable(kept)
    }
    return names - kind.__abstractmethods__ - MACHINERY


def main() -> None:
    """Print how many methods each class asks for, and how many it gives."""
    for kind in KINDS:
        print(kind.__name__, 'asks for', len(kind.__abstractmethods__), 'gives', len(given(kind)))


if __name__ == '__main__':
    main()
