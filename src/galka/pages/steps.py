"""What a page asks for, step by step; each step checks itself and tells what is wrong."""

import doctest
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from galka.pages.bench import Bench
from galka.pages.inclusions import InclusionError, select
from galka.pages.matching import exception_matches, flags, output_matches
from galka.pages.problems import Problem
from galka.pages.session import SessionOverError


class Step(Protocol):
    """One thing that a page asks for."""

    @property
    def line(self) -> int:
        """The line of the page."""

    def check(self, bench: Bench) -> Problem | None:
        """Do it, and tell what is wrong."""


@dataclass(frozen=True, slots=True)
class Command:
    """A shell command, and the output that the page shows below it."""

    line: int
    command: str
    want: str

    def check(self, bench: Bench) -> Problem | None:
        """Run it in the page's shell and compare all that it printed."""
        try:
            got = bench.command(self.command)
        except SessionOverError as over:
            return self._problem(f'{over.output}[{over}]')
        return None if output_matches(self.want, got) else self._problem(got)

    def _problem(self, came: str) -> Problem:
        return Problem(
            self.line, '$ {0}'.format(self.command.replace('\n', '\n> ')), self.want, came
        )


@dataclass(frozen=True, slots=True)
class Example:
    """A ``>>>`` example, and what the page shows below it."""

    line: int
    example: doctest.Example

    def check(self, bench: Bench) -> Problem | None:
        """Run it in the page's interpreter; compare the output, or the exception."""
        try:
            ran = bench.example(self.example.source, self.line)
        except SessionOverError as over:
            return self._problem(f'{over.output}[{over}]')
        chosen = flags(self.example.options)
        expected = self.example.exc_msg
        if ran.exception:
            right = expected is not None and exception_matches(expected, ran.exception, chosen)
        else:
            right = expected is None and output_matches(self.example.want, ran.output, chosen)
        return None if right else self._problem(ran.output + ran.traceback)

    def _problem(self, came: str) -> Problem:
        source = self.example.source.rstrip().replace('\n', '\n... ')
        return Problem(self.line, f'>>> {source}', self.example.want, came)


@dataclass(frozen=True, slots=True)
class Inclusion:
    """A part of a file of the repository that the page shows."""

    line: int
    source: str
    path: Path
    options: dict[str, str]
    #: Where the page's later steps find the text, if anywhere.
    target: str = ''

    def check(self, bench: Bench) -> Problem | None:
        """See that there is such a part."""
        try:
            text = select(self.path, self.options)
        except InclusionError as wrong:
            return Problem(self.line, self.source, wrong.expected, wrong.came)
        if self.target:
            bench.place.write(self.target, text)
        return None


@dataclass(frozen=True, slots=True)
class Listing:
    """A file that the page shows and that its later steps need."""

    line: int
    path: str
    text: str

    def check(self, bench: Bench) -> Problem | None:
        """Write it where the page's sessions are."""
        bench.place.write(self.path, self.text)
        return None
