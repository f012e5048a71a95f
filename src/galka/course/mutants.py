"""Small changes of a task's solution, from its ``mutants.toml``: the tests must notice each.

A wrong answer is a mistake that was foreseen, with the message that teaches. A mutant asks for
less: only that some test fails. Many of them measure how little an answer can change unnoticed.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, final

from galka.model.course import Task
from galka.model.errors import CourseError
from galka.translation import translate

MUTANTS = 'mutants.toml'
TEXTS = ('name', 'file', 'before', 'after')


@final
@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: ``before`` stands once in the solution's ``file``, and becomes ``after``.

    ``survives`` is the reason why the changed solution is right too; empty where it is not.
    """

    name: str
    file: str
    before: str
    after: str
    survives: str = ''


def mutants_of(task: Task) -> tuple[Mutant, ...]:
    """Return the mutants of a task; none where it lists none.

    Raises:
        CourseError: the list can not be read, or a change does not fit the solution.

    """
    source = task.folder / MUTANTS
    if not source.is_file():
        return ()
    try:
        listed = tomllib.loads(source.read_text('utf-8'))['mutants']
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError) as error:
        raise CourseError(
            translate('{name} can not be read: {reason}').format(name=MUTANTS, reason=error)
        ) from error
    found = tuple(_read(listed))
    for mutant in found:
        mutated(task, mutant)
    return found


def usable(task: Task) -> tuple[Mutant, ...]:
    """Return the mutants of a task; none where its list has a mistake."""
    try:
        return mutants_of(task)
    except CourseError:
        return ()


def mutated(task: Task, mutant: Mutant) -> str:
    """Return the text of the changed file.

    Raises:
        CourseError: the file is missing, or the text to change does not stand in it exactly once.

    """
    path = task.solution / mutant.file
    text = path.read_text('utf-8') if path.is_file() else ''
    count = text.count(mutant.before) if mutant.before else 0
    if count != 1:
        raise CourseError(
            translate(
                'mutant {name}: its text stands {count} times in solution/{file}, not once'
            ).format(name=mutant.name, count=count, file=mutant.file)
        )
    return text.replace(mutant.before, mutant.after)


def _read(listed: Any) -> Iterator[Mutant]:
    names: set[str] = set()
    for fields in listed if isinstance(listed, list) else [listed]:
        if not _is_mutant(fields) or fields['name'] in names:
            raise CourseError(
                translate('{name}: not a mutant, or named twice: {fields}').format(
                    name=MUTANTS, fields=fields
                )
            )
        names.add(fields['name'])
        yield Mutant(**fields)


def _is_mutant(fields: Any) -> bool:
    if not isinstance(fields, Mapping):
        return False
    known = set(fields) - {'survives'} == set(TEXTS)
    return known and all(isinstance(text, str) for text in fields.values())
