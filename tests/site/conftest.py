"""The built site, one browser for the run, and what was counted in the summary."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from galka.fixtures.verdict import require
from tests.site.browsing import OPTIONS, Visitor
from tests.site.built import BUILT, pages_of
from tests.site.solver import PATIENCE

#: What tests count is summed up under this name.
COUNTED = 'counted'
Count = Callable[..., None]
#: An expectation is as patient as everything else: a machine may be busy.
expect.set_options(timeout=PATIENCE)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that asks for a page each page of the site in turn."""
    if 'page' in metafunc.fixturenames:
        metafunc.parametrize('page', pages_of(BUILT))


@pytest.fixture(scope='session')
def site() -> Path:
    """Give the folder of the built site."""
    if not (BUILT / 'index.html').is_file():
        pytest.fail('There is no site in build/site. Build it: python docs/build.py', pytrace=False)
    return BUILT


@pytest.fixture(scope='session')
def browser() -> Iterator[Browser]:
    """Give one Chromium for all tests of this process."""
    program = require('chromium')
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=OPTIONS)
        yield started
        started.close()


@pytest.fixture(scope='session')
def reader(browser: Browser, site: Path) -> Iterator[Visitor]:
    """Give a reader of the site."""
    visitor = Visitor(browser, site)
    yield visitor
    visitor.close()


@pytest.fixture(scope='session')
def reader_without_scripts(browser: Browser, site: Path) -> Iterator[Visitor]:
    """Give a reader of the site who has switched JavaScript off."""
    visitor = Visitor(browser, site, scripts=False)
    yield visitor
    visitor.close()


@pytest.fixture
def count(record_property: Callable[[str, object], None]) -> Count:
    """Give what counts things for the summary: ``count(pages=1, links=20)``."""
    return partial(_keep, record_property)


def _keep(record_property: Callable[[str, object], None], **numbers: int) -> None:
    record_property(COUNTED, numbers)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was counted."""
    total: Counter[str] = Counter()
    for numbers in _counted(chain.from_iterable(terminalreporter.stats.values())):
        total.update(numbers)
    if total:
        counted = ', '.join(f'{number} {name}' for name, number in total.items())
        terminalreporter.write_line(f'site: {counted.replace("_", " ")}')


def _counted(reports: Iterable[Any]) -> Iterator[Mapping[str, int]]:
    for report in reports:
        if getattr(report, 'when', '') == 'call':
            yield from (kept for name, kept in report.user_properties if name == COUNTED)
