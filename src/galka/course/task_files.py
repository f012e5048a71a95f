"""What lies in a task's folder: the files of an answer, the hints, the wrong answers."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import final

from galka.model.course import Task

EXPECT = 'expect.txt'
LEFT_OUT = frozenset(('__pycache__', '.DS_Store'))
UNDERLINE = frozenset('=-~')


@final
@dataclass(frozen=True, slots=True)
class Hint:
    """One section of ``hints.rst``."""

    title: str
    text: str


@final
@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """An answer that must fail, and a part of the message that it must fail with."""

    name: str
    folder: Path

    @property
    def expected(self) -> str:
        """The part of the message; empty when the file is missing."""
        expect = self.folder / EXPECT
        return expect.read_text('utf-8').strip() if expect.is_file() else ''


def files_below(folder: Path) -> Iterator[Path]:
    """Yield the files below ``folder``, relative to it, in a stable order.

    What goes while it is listed, as when git changes a branch, is left out.
    """
    found = [Path(place, name) for place, _, names in os.walk(folder) for name in names]
    for path in sorted(found):
        relative = path.relative_to(folder)
        if path.is_file() and not LEFT_OUT.intersection(relative.parts):
            yield relative


def hints(task: Task) -> tuple[Hint, ...]:
    """Return the hints of a task, from a nudge to nearly there."""
    source = task.folder / 'hints.rst'
    if not source.is_file():
        return ()
    return tuple(_sections(source.read_text('utf-8').splitlines()))


def wrong_answers(task: Task) -> tuple[WrongAnswer, ...]:
    """Return the wrong answers of a task, by name."""
    folder = task.folder / 'wrong'
    if not folder.is_dir():
        return ()
    return tuple(WrongAnswer(path.name, path) for path in sorted(folder.iterdir()) if path.is_dir())


def answer_files(task: Task, folder: Path) -> Mapping[Path, Path]:
    """Return where each file of an answer lies; what ``folder`` lacks comes from the solution."""
    found = {path: task.solution / path for path in files_below(task.solution)}
    own = {path: folder / path for path in files_below(folder) if path.name != EXPECT}
    return found | own


def digest(task: Task) -> str:
    """Return a short digest of what a learner is given and judged by: README, stub and test."""
    # Importing it takes longer than most commands do without it.
    import hashlib

    digested = hashlib.sha256()
    sources = [task.readme, task.test, *(task.stub / path for path in files_below(task.stub))]
    for source in sources:
        digested.update(source.name.encode())
        digested.update(source.read_bytes())
    return digested.hexdigest()[:16]


def _sections(lines: list[str]) -> Iterator[Hint]:
    starts = [
        number
        for number, (title, rule) in enumerate(pairwise(lines))
        if title.strip() and len(rule) >= len(title) and set(rule) <= UNDERLINE and set(rule)
    ]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield Hint(lines[start].strip(), '\n'.join(lines[start + 2 : end]).strip())
