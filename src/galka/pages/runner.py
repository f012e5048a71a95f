"""Runs a page from beginning to end."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from galka.pages.bench import Bench, set_up
from galka.pages.conditions import Conditions
from galka.pages.page import PageReader, Part
from galka.pages.place import throw_away
from galka.pages.problems import Problem, Unverified
from galka.pages.processes import ended_afterwards


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a page."""

    #: The page's name in messages: its path from the repository's root.
    page: str
    problems: tuple[Problem, ...]
    unverified: tuple[Unverified, ...]


def run_page(path: Path, root: Path, limit: float) -> Verdict:
    """Run a page of the repository at ``root``; each step has ``limit`` seconds.

    Nothing of it happens in this process, so nothing of one page can reach another.
    """
    page = str(path.relative_to(root) if path.is_relative_to(root) else path)
    reader = PageReader(path, root)
    choice = _Choice(reader.parts())
    problems = reader.problems + choice.problems
    with ended_afterwards(), throw_away(root) as place:
        environment = place.environment(choice.conditions.folders)
        with set_up(page, place, environment, limit) as bench:
            problems.extend(_check(choice.wanted, bench))
    problems.sort(key=lambda problem: problem.line)
    return Verdict(page, tuple(problems), tuple(choice.unverified))


class _Choice:
    """Which parts of a page are run on this machine."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self.conditions = Conditions()
        self.problems: list[Problem] = []
        self.unverified: list[Unverified] = []
        self.wanted = list(self._wanted(parts))

    def _wanted(self, parts: Iterable[Part]) -> Iterator[Part]:
        rest_is_left_out = False
        for part in parts:
            if self._is_left_out(part):
                rest_is_left_out |= part.is_about_rest
            else:
                yield part.as_shown() if rest_is_left_out else part

    def _is_left_out(self, part: Part) -> bool:
        if not part.condition:
            return False
        try:
            left_out = self.conditions.holds(part.condition)
        except Exception as wrong:
            came = f'{type(wrong).__name__}: {wrong}'
            self.problems.append(Problem(part.line, part.condition, 'a condition', came))
            return True
        missing = self.conditions.missing()
        if left_out and missing:
            self.unverified.append(Unverified(part.line, missing))
        return left_out


def _check(parts: Iterable[Part], bench: Bench) -> Iterator[Problem]:
    for part in parts:
        for step in part.steps:
            yield from step.check(bench)
