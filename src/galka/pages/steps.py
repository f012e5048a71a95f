"""What a page asks for, step by step; each step checks itself and tells what is wrong."""

import doctest
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from galka.pages.bench import Bench
from galka.pages.inclusions import InclusionError, select
from galka.pages.matching import chosen_flags, exception_matches, output_matches
from galka.pages.problems import Problem
from galka.pages.session import SessionOverError


class Step(Protocol):
    """One thing that a page asks for."""

    def check(self, bench: Bench) -> Iterator[Problem]:
        """Do it, and give what is wrong."""


@dataclass(frozen=True, slots=True)
class Command:
    """A shell command, and the output that the page shows below it."""

    line: int
    command: str
    want: str

    def check(self, bench: Bench) -> Iterator[Problem]:
        """Run it in the page's shell and compare all that it printed."""
        try:
            came = bench.command(self.command)
        except SessionOverError as over:
            yield self._problem(str(over))
        else:
            if not output_matches(self.want, came):
                yield self._problem(came)

    def _problem(self, came: str) -> Problem:
        source = self.command.replace('\n', '\n> ')
        return Problem(self.line, f'$ {source}', self.want, came)


@dataclass(frozen=True, slots=True)
class Example:
    """A ``>>>`` example, and what the page shows below it."""

    line: int
    example: doctest.Example

    def check(self, bench: Bench) -> Iterator[Problem]:
        """Run it in the page's interpreter; compare the output, or the exception."""
        try:
            ran = bench.example(self.example.source, self.line)
        except SessionOverError as over:
            yield self._problem(str(over))
        else:
            if not self._matches(ran.output, ran.exception):
                yield self._problem(ran.output + ran.traceback)

    def _problem(self, came: str) -> Problem:
        source = self.example.source.rstrip().replace('\n', '\n... ')
        return Problem(self.line, f'>>> {source}', self.example.want, came)

    def _matches(self, output: str, exception: str) -> bool:
        flags = chosen_flags(self.example.options)
        if not exception:
            return output_matches(self.example.want, output, flags)
        wanted = self.example.exc_msg
        return wanted is not None and exception_matches(wanted, exception, flags)


#: The steps that need a session of the page; the others need its files alone.
RUN: Final = (Command, Example)


@dataclass(frozen=True, slots=True)
class Inclusion:
    """A part of a file of the repository that the page shows."""

    line: int
    source: str
    path: Path
    options: Mapping[str, str]
    #: Where the page's later steps find the text, if anywhere.
    target: str = ''

    def check(self, bench: Bench) -> Iterator[Problem]:
        """See that there is such a part."""
        try:
            text = select(self.path, self.options)
        except InclusionError as wrong:
            yield Problem(self.line, self.source, wrong.expected, wrong.came)
        else:
            if self.target:
                bench.place.write(self.target, text)


@dataclass(frozen=True, slots=True)
class Listing:
    """A file that the page shows and that its later steps need."""

    path: str
    text: str

    def check(self, bench: Bench) -> Iterator[Problem]:
        """Write it where the page's sessions begin."""
        bench.place.write(self.path, self.text)
        return iter(())
