"""A test that takes too long fails, and says at which line of the learner's it was."""

import os
import signal
import traceback
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from types import FrameType
from typing import Final, Never, final

import pytest

#: Where tasks lie.
COURSE: Final = Path('/course')
#: Seconds until a test that goes on regardless is interrupted again.
AGAIN: Final = 1


@final
class Deadline:
    """Pytest plug-in: gives each test its seconds."""

    def __init__(
        self,
        arm: Callable[[float], None],
        seconds: float,
        answer: Path,
        output: int,
    ) -> None:
        self._arm = arm
        self._seconds = seconds
        self._answer = answer
        self._output = output
        self._written = False
        signal.signal(signal.SIGALRM, self._interrupt)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_make_collect_report(self) -> Generator[None, object, object]:
        """Give the import of the test its seconds, too."""
        return (yield from self._timed())

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_setup(self) -> Generator[None, object, object]:
        """Give the fixtures their seconds."""
        return (yield from self._timed())

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_call(self) -> Generator[None, object, object]:
        """Give the test its seconds."""
        return (yield from self._timed())

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self) -> Generator[None, object, object]:
        """Give the end of the fixtures its seconds."""
        return (yield from self._timed())

    def _timed(self) -> Generator[None, object, object]:
        """Interrupt only what is a task's or an answer's: pytest itself may take its time."""
        self._written = False
        self._arm(self._seconds)
        try:
            return (yield)
        finally:
            self._arm(0)

    def _interrupt(self, _: int, frame: FrameType | None) -> Never:
        """Fail the test that runs."""
        self._arm(AGAIN)
        if not self._written:
            # Should the answer catch what is raised here, the judge finds the place in this.
            self._written = True
            self._write_down(frame)
        stack = traceback.extract_stack(frame)
        places = (*self._places(stack, self._answer), *self._places(stack, COURSE), '')
        pytest.fail(f'stopped after {self._seconds:g} s{places[0]}', pytrace=True)

    def _places(self, stack: traceback.StackSummary, folder: Path) -> Iterator[str]:
        """Yield the lines of a folder's files that run, the innermost first."""
        for frame in reversed(stack):
            path = Path(frame.filename)
            if folder in path.parents:
                name = path.relative_to(self._answer) if folder == self._answer else path.name
                place = f'{name}, line {frame.lineno}, in {frame.name}: {frame.line}'
                yield f'; at that moment: {place}'

    def _write_down(self, frame: FrameType | None) -> None:
        """Write the stack to the output, in the words of ``faulthandler``."""
        for place in reversed(traceback.extract_stack(frame)):
            line = f'  File "{place.filename}", line {place.lineno} in {place.name}\n'
            os.write(self._output, line.encode())
