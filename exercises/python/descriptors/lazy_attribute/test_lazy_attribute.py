"""A lazy attribute is worked out once, and belongs to its object."""

import functools
import gc
import random
import runpy
import weakref
from typing import Any

import photos
import pytest

WHERE = 'see lazy in photos.py'


class Worker:
    """Makes objects with one lazy attribute of an unforeseeable name, and counts the work."""

    def __init__(self, *results: Any) -> None:
        self.name = f'result_{random.randrange(1000)}'
        self.results = list(results)
        self.times = 0
        self.made = type('Made', (), {self.name: photos.lazy(self.compute)})

    def compute(self, instance: object) -> Any:
        """Return the next result, or raise it."""
        self.times += 1
        result = self.results.pop(0)
        if isinstance(result, Exception):
            raise result
        return result

    def read(self, instance: object) -> Any:
        """Read the attribute."""
        return getattr(instance, self.name)


def somehow_bright() -> tuple[photos.Photo, float]:
    """Return a photo, and how bright it is."""
    pixels = [random.random() for _ in range(8)]
    return photos.Photo('church.png', pixels), sum(pixels) / len(pixels)


@pytest.mark.parametrize('result', [0.25, None, 0, ''], ids=repr)
def test_it_is_worked_out_at_the_first_read_only(result: object) -> None:
    """Nothing is worked out before the first read, and nothing after it, whatever came out."""
    worker = Worker(result, 'worked out again')
    instance = worker.made()
    assert worker.times == 0, f'it was worked out before anybody asked: {WHERE}'
    seen = [worker.read(instance) for _ in range(2)]
    assert worker.times == 1, (
        f'the result {result!r} was worked out {worker.times} times for two reads: {WHERE}'
    )
    assert seen == [result, result], f'two reads of {result!r} showed {seen}: {WHERE}'


def test_each_photo_has_its_own() -> None:
    """Photos of one name are equal, and may differ in brightness."""
    photos_and_wanted = [somehow_bright() for _ in range(3)]
    for photo, wanted in photos_and_wanted:
        found = photo.brightness
        assert found == pytest.approx(wanted), (
            f'a photo of brightness {wanted} shows {found}, the number of an equal photo: where '
            'does lazy in photos.py keep its results, and how does it find them?'
        )


def test_a_deleted_photo_is_freed() -> None:
    """A photo whose brightness was read is freed like any other."""
    photo, _ = somehow_bright()
    photo.name = 'seen by no other test'
    assert photo.brightness is not None, 'a photo with pixels has a brightness in photos.py'
    still_there = weakref.ref(photo)
    photo = None
    gc.collect()
    assert still_there() is None, (
        f'a deleted photo stays in memory once its brightness was read. Who still holds it? {WHERE}'
    )


def test_it_can_be_set() -> None:
    """A number that was set is read back, and concerns one photo only."""
    photo, _ = somehow_bright()
    other, wanted = somehow_bright()
    for given in (0.5, 0.75):
        try:
            photo.brightness = given
        except AttributeError as error:
            pytest.fail(f'the brightness of a photo could not be set: {error}; {WHERE}')
        found = photo.brightness
        assert found == given, f'the brightness was set to {given}, but is {found}: {WHERE}'
    assert other.brightness == pytest.approx(wanted), (
        f'a brightness that was set on one photo shows on an equal one: {WHERE}'
    )


def test_after_deleting_it_is_worked_out_again() -> None:
    """``del`` forgets what was worked out, of this object alone."""
    worker = Worker('first', 'second', 'third', 'fourth')
    instance, other = worker.made(), worker.made()
    seen = [worker.read(instance), worker.read(other)]
    try:
        delattr(instance, worker.name)
    except AttributeError as error:
        pytest.fail(f'a lazy attribute could not be deleted: {error}; {WHERE}')
    seen += [worker.read(instance), worker.read(other)]
    wanted = ['first', 'second', 'third', 'second']
    assert seen == wanted, (
        f'two objects were read, one was told to forget, and both were read again: {seen} came, '
        f'and {wanted} was expected; {WHERE}'
    )


def test_an_error_is_not_kept() -> None:
    """An error goes to the reader, and the next read tries again."""
    worker = Worker(OSError('the disk is away'), 'recovered')
    instance = worker.made()
    with pytest.raises(OSError, match='the disk is away'):
        worker.read(instance)
    seen = worker.read(instance)
    assert seen == 'recovered', f'after an error the next read showed {seen!r}: {WHERE}'


def test_two_lazy_attributes_are_apart() -> None:
    """Each lazy attribute of an object keeps a result of its own."""
    first, second = photos.lazy(lambda _: 'one'), photos.lazy(lambda _: 'two')
    made = type('Made', (), {'left': first, 'right': second})()
    seen = made.left, made.right, made.left
    assert seen == ('one', 'two', 'one'), f'two lazy attributes of one object mix: {seen}; {WHERE}'


def test_it_works_without_the_ready_made_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The module works in a Python whose ``functools`` has no ``cached_property``."""
    monkeypatch.delattr(functools, 'cached_property')
    try:
        namespace = runpy.run_path(str(photos.__file__))
        seen = namespace['Photo']('church.png', [1, 1]).brightness
    except (AttributeError, ImportError, NameError) as error:
        pytest.fail(f'photos.py should work without functools.cached_property, but: {error}')
    assert seen == 1, f'a photo of two white pixels should have the brightness 1, not {seen}'


def test_the_class_shows_the_descriptor() -> None:
    """Asked of the class, it is the descriptor, with the text of its method."""
    kept = vars(photos.Photo)['brightness']
    assert not isinstance(kept, functools.cached_property), (
        'lazy in photos.py is functools.cached_property itself: this time write it yourself'
    )
    try:
        found = photos.Photo.brightness
    except (AttributeError, TypeError) as error:
        pytest.fail(f'Photo.brightness raised {error!r}: who is the instance then? {WHERE}')
    assert found is kept, f'Photo.brightness should be the descriptor, but is {found!r}: {WHERE}'
    text = found.__doc__ or 'nothing'
    assert 'mean of all pixels' in text, (
        f'help(Photo) should show the text of the method brightness, but shows: {text}; {WHERE}'
    )
