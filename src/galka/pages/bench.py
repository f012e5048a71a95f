"""What the steps of a page work with: its place, its shell and its interpreter."""

import contextlib
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Final

from galka.pages.place import Place
from galka.pages.session import Session

#: What the shell calls itself when it complains, and how a reader's own shell would begin.
_COMPLAINT: Final = re.compile(r'^page-session: (?:eval: )?line \d+: ', re.MULTILINE)
_READERS_COMPLAINT: Final = 'bash: '


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of an example."""

    output: str
    exception: str = ''
    traceback: str = ''


class Bench:
    """The two sessions of a page; each is started when it is first needed."""

    def __init__(
        self, page: str, place: Place, environment: Mapping[str, str], limit: float
    ) -> None:
        self.page = page
        self.place = place
        self._environment = environment
        self._limit = limit
        self._shell: Session | None = None
        self._interpreter: Session | None = None

    def command(self, command: str) -> str:
        """Run a shell command; return what it printed, errors too."""
        if self._shell is None:
            # A terminal would show lines as they are printed. Through a pipe a Python program
            # would keep them back, and a traceback would come before them.
            self._shell = Session(
                ('bash', '--noprofile', '--norc', '-c', _source('shell.bash'), 'page-session'),
                folder=self.place.work,
                environment={**self._environment, 'PYTHONUNBUFFERED': '1'},
                errors_too=True,
            )
        answer = self._shell.ask(command, self._limit)
        return _COMPLAINT.sub(_READERS_COMPLAINT, answer.output)

    def example(self, source: str, line: int) -> Ran:
        """Run a Python example that stands on a line of the page."""
        if self._interpreter is None:
            self._interpreter = Session(
                (sys.executable, '-c', _source('interpreter.py'), f'<{self.page}>'),
                folder=self.place.work,
                environment=self._environment,
                errors_too=False,
            )
        answer = self._interpreter.ask(json.dumps({'source': source, 'line': line}), self._limit)
        return Ran(answer.output, **json.loads(answer.reply))

    def close(self) -> None:
        """End both sessions."""
        for session in (self._shell, self._interpreter):
            if session is not None:
                session.close()


@contextlib.contextmanager
def bench(page: str, place: Place, environment: Mapping[str, str], limit: float) -> Iterator[Bench]:
    """Set up a bench, and clear it afterwards."""
    made = Bench(page, place, environment, limit)
    try:
        yield made
    finally:
        made.close()


def _source(name: str) -> str:
    return resources.files('galka.pages').joinpath(name).read_text('utf-8')
