"""From what a learner types to what it names: a task, a lesson or a track."""

from collections.abc import Iterator, Mapping

from galka.model.course import Course, Lesson, Task, Track
from galka.model.errors import UnknownIdError
from galka.translation import translate

Named = Track | Lesson | Task
CHOICES_SHOWN = 8


def resolve(course: Course, text: str) -> Named:
    """Return what ``text`` names; it may be shortened while one thing only fits.

    ``python/slots``, ``slots``, ``sl``, ``python/slots/mend`` and ``mend_the_family`` all work.
    Raises UnknownIdError with the nearest ids, or with all that fit.
    """
    wanted = text.strip().strip('/')
    known = _known(course)
    exact = known.get(wanted)
    if exact:
        return exact
    for fits in (_ends_with, _begins_parts):
        found = {known[name].id: known[name] for name in known if fits(name, wanted)}
        if len(found) == 1:
            return found.popitem()[1]
        if found:
            raise _ambiguous(text, sorted(found))
    raise _unknown(text, known)


def tasks_of(named: Named) -> tuple[Task, ...]:
    """Return the tasks that a task, a lesson or a track holds, in order."""
    if isinstance(named, Task):
        return (named,)
    if isinstance(named, Lesson):
        return named.tasks
    return tuple(task for lesson in named.lessons for task in lesson.tasks)


def _known(course: Course) -> Mapping[str, Named]:
    return dict(_pairs(course))


def _pairs(course: Course) -> Iterator[tuple[str, Named]]:
    yield from ((track.id, track) for track in course.tracks)
    for lesson in course.lessons:
        yield lesson.id, lesson
        yield from ((alias, lesson) for alias in lesson.aliases)
    yield from ((task.id, task) for task in course.tasks)


def _ends_with(name: str, wanted: str) -> bool:
    return name.endswith(f'/{wanted}')


def _begins_parts(name: str, wanted: str) -> bool:
    """Tell whether each part of ``wanted`` begins a part of ``name``, the last one its last."""
    parts, beginnings = name.split('/'), wanted.split('/')
    tail = parts[-len(beginnings) :]
    return len(parts) >= len(beginnings) and all(
        part.startswith(beginning) for part, beginning in zip(tail, beginnings, strict=True)
    )


def _ambiguous(text: str, names: list[str]) -> UnknownIdError:
    shown = names[:CHOICES_SHOWN]
    more = ['…'] if len(names) > CHOICES_SHOWN else []
    return UnknownIdError(
        translate('{text} may be any of: {names}').format(
            text=text,
            names=', '.join(shown + more),
        ),
        translate('Type one more letter, or the whole id.'),
    )


def _unknown(text: str, known: Mapping[str, Named]) -> UnknownIdError:
    # Only a typing error needs it, and importing it takes a while.
    import difflib

    by_last_part = {name.rpartition('/')[2]: name for name in known}
    names = dict(by_last_part) | {name: name for name in known}
    near = difflib.get_close_matches(text, names, n=3, cutoff=0.5)
    nearest = list(dict.fromkeys(names[name] for name in near))
    advice = translate('See all ids: galka list')
    if nearest:
        advice = translate('Did you mean {names}?').format(names=translate(' or ').join(nearest))
    return UnknownIdError(translate('Nothing is called {text}.').format(text=text), advice)
