"""What a page has not: a test that asks for it ends as *not verified*, and says what it was."""

import subprocess
import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, Never, TypeAlias

import pytest

Names: TypeAlias = tuple[str, ...]
#: The audit events of what can not be done here, as CPython's documentation lists them.
EVENTS: Final[Mapping[str, Names]] = MappingProxyType(
    {
        'processes': (
            *('os.exec', 'os.fork', 'os.forkpty', 'os.posix_spawn', 'os.spawn', 'os.startfile'),
            *('os.system', 'pty.spawn', 'subprocess.Popen'),
        ),
        'threads': ('_thread.start_joinable_thread', '_thread.start_new_thread'),
        'signals': ('os.kill', 'os.killpg'),
        'sockets': (
            *('socket.__new__', 'socket.getaddrinfo', 'socket.gethostbyaddr'),
            'socket.gethostbyname',
        ),
    }
)
THINGS: Final = MappingProxyType(
    {event: thing for thing, events in EVENTS.items() for event in events}
)
#: The sentence that everyone who wants to know looks for.
SENTENCE: Final = 'not verified: a page has no {thing}'


def end(thing: str) -> Never:
    """End the running test: it needs something that a page has not."""
    pytest.skip(SENTENCE.format(thing=thing))


def watch() -> None:
    """Watch for what can not be done. Who catches every ``Exception`` does not catch this."""
    # Where it is not set, a process is refused by an OSError that an answer may catch.
    subprocess._can_fork_exec = True
    sys.addaudithook(_notice)


def _notice(event: str, _: tuple[Any, ...]) -> None:
    thing = THINGS.get(event)
    if thing is not None:
        end(thing)
