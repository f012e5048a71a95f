"""What the steps of a page work with: its place, its shell and its interpreter."""

import contextlib
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from typing import Final

from galka.pages.place import Place
from galka.pages.session import Session

#: How the page's shell begins a complaint, and how its reader's own shell does.
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
        self,
        page: str,
        place: Place,
        environment: Mapping[str, str],
        limit: float,
    ) -> None:
        self.place = place
        self._page = page
        self._environment = environment
        self._limit = limit
        self._sessions: list[Session] = []

    def command(self, command: str) -> str:
        """Run a shell command; return what it printed, errors too."""
        answer = self._shell.ask(command, self._limit)
        return _COMPLAINT.sub(_READERS_COMPLAINT, answer.output)

    def example(self, source: str, line: int) -> Ran:
        """Run a Python example that stands on a line of the page."""
        request = json.dumps({'source': source, 'line': line})
        answer = self._interpreter.ask(request, self._limit)
        return Ran(answer.output, **json.loads(answer.reply))

    def close(self) -> None:
        """End the sessions."""
        for session in self._sessions:
            session.close()

    @cached_property
    def _shell(self) -> Session:
        program = ('bash', '--noprofile', '--norc', '-c', _program('shell.bash'), 'page-session')
        # On a terminal a Python program shows a line as it is printed. Through a pipe it would
        # keep its lines back, and a traceback would come before them.
        return self._start(*program, errors_too=True, PYTHONUNBUFFERED='1')

    @cached_property
    def _interpreter(self) -> Session:
        program = (sys.executable, '-c', _program('interpreter.py'), f'<{self._page}>')
        return self._start(*program, errors_too=False)

    def _start(self, *program: str, errors_too: bool, **more: str) -> Session:
        session = Session(
            program,
            folder=self.place.work,
            environment={**self._environment, **more},
            errors_too=errors_too,
        )
        self._sessions.append(session)
        return session


@contextlib.contextmanager
def set_up(
    page: str,
    place: Place,
    environment: Mapping[str, str],
    limit: float,
) -> Iterator[Bench]:
    """Make a bench, and clear it afterwards."""
    bench = Bench(page, place, environment, limit)
    try:
        yield bench
    finally:
        bench.close()


def _program(name: str) -> str:
    return resources.files('galka.pages').joinpath(name).read_text('utf-8')
