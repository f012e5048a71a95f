"""The hooks: one test a page, and what could not be verified in the summary."""

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from _pytest._code.code import TerminalRepr

from galka.pages.runner import run_page

_LIMIT_OPTION: Final = 'page_step_limit'
_NOT_VERIFIED: Final = 'not verified'
_REQUIRE_TOOLS: Final = 'GALKA_REQUIRE_TOOLS'


class PageFailedError(Exception):
    """A page does not keep its promises; the message is for its author."""


class PageItem(pytest.Item):
    """A page as a test."""

    def runtest(self) -> None:
        """Run the page and report everything that is wrong with it."""
        limit = float(self.config.getini(_LIMIT_OPTION))
        verdict = run_page(self.path, self.config.rootpath, limit)
        missing = [unverified.describe(verdict.page) for unverified in verdict.unverified]
        self.user_properties.extend((_NOT_VERIFIED, description) for description in missing)
        failures = [problem.describe(verdict.page) for problem in verdict.problems]
        if os.environ.get(_REQUIRE_TOOLS) == '1':
            failures.extend(f'{_NOT_VERIFIED}: {description}' for description in missing)
        if failures:
            raise PageFailedError('\n\n'.join(failures))

    def repr_failure(
        self,
        excinfo: pytest.ExceptionInfo[BaseException],
        style: Any = None,
    ) -> str | TerminalRepr:
        """Show an author what is wrong with the page, and not how that was found."""
        if isinstance(excinfo.value, PageFailedError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Say where the page is."""
        return self.path, None, self.name


class PageFile(pytest.File):
    """The file of a page."""

    def collect(self) -> Iterator[PageItem]:
        """Make one test of it: the parts of a page depend on each other."""
        yield PageItem.from_parent(self, name=self.path.stem)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a course have another time limit."""
    parser.addini(
        _LIMIT_OPTION, 'Seconds that a command or an example of a page may take.', default='60'
    )


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(
    file_path: Path,
    parent: pytest.Collector,
) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """Collect a page, and only once: pytest's own doctests would take one that is named."""
    collected = yield
    if file_path.suffix == '.rst':
        return [PageFile.from_parent(parent, path=file_path)]
    return collected


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name every block that was left out because a tool is missing."""
    reports = [report for group in terminalreporter.stats.values() for report in group]
    for report in reports:
        if getattr(report, 'when', '') == 'call':
            for name, description in report.user_properties:
                if name == _NOT_VERIFIED:
                    terminalreporter.write_line(f'{_NOT_VERIFIED}: {description}')
