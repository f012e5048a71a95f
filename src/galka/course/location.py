"""Find the course: the one asked for, the one around the current folder, or the installed one."""

import os
from collections.abc import Iterator
from pathlib import Path

from galka.course.manifest import MANIFEST
from galka.model.errors import CourseError
from galka.translation import translate

PACKAGE = Path(__file__).parents[1]
#: Where the wheel carries the course, and where a checkout does.
CARRIED = PACKAGE / '_course'
CHECKOUT = PACKAGE.parents[1]


def find(asked: str | os.PathLike[str] | None = None) -> Path:
    """Return the root of the course: ``asked``, GALKA_COURSE, around here, or the installed one.

    Raises CourseError when there is none.
    """
    chosen = asked or os.environ.get('GALKA_COURSE')
    if chosen:
        root = Path(chosen).resolve()
        if not (root / MANIFEST).is_file():
            raise CourseError(
                translate('{root} holds no course: {manifest} is missing.').format(
                    root=root,
                    manifest=MANIFEST,
                ),
                translate('Name the folder that holds lessons/ and exercises/.'),
            )
        return root
    for candidate in _candidates():
        if (candidate / MANIFEST).is_file():
            return candidate
    raise CourseError(
        translate('No course was found.'),
        translate('Go to the folder that holds lessons/, or name it in GALKA_COURSE.'),
    )


def _candidates() -> Iterator[Path]:
    here = Path.cwd()
    yield from (here, *here.parents)
    yield from (CARRIED, CHECKOUT)
