"""The tests of the site find what they are there to find: each fault was planted once."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser

from tests.site import findings, planted
from tests.site.browsing import Visitor


class Planted(NamedTuple):
    """The site of faults, and how its build ended."""

    site: Path
    ended: subprocess.CompletedProcess[str]

    def text(self, page: str) -> str:
        """Return the markup of a page."""
        return (self.site / f'{page}.html').read_text('utf-8')


@pytest.fixture(scope='module')
def faults(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """Give the site of faults."""
    folder = tmp_path_factory.mktemp('planted')
    ended = planted.build(folder)
    return Planted(folder / 'site', ended)


@pytest.fixture(scope='module')
def visitor(browser: Browser, faults: Planted) -> Iterator[Visitor]:
    """Give a reader of the site of faults."""
    visiting = Visitor(browser, faults.site)
    yield visiting
    visiting.close()


def test_missing_include_stops_the_build(faults: Planted) -> None:
    """A file that a page includes and that is not there stops the build, and nothing else does."""
    warnings = [line for line in faults.ended.stderr.splitlines() if 'WARNING' in line]
    assert faults.ended.returncode == 1, faults.ended.stderr
    assert len(warnings) == 1
    assert 'not_there.py' in warnings[0]


@pytest.mark.parametrize(
    ('find', 'pages'),
    [
        (findings.broken_links, ['broken_anchor', 'broken_link', 'from_the_root']),
        (findings.images_without_text, ['image_without_text']),
        (findings.requests_to_others, ['by_style', 'other_host']),
        (findings.unmarked_russian, ['unmarked_russian']),
    ],
)
def test_files_tell(
    faults: Planted,
    find: Callable[[Path], Iterator[str]],
    pages: list[str],
) -> None:
    """What is wrong in the files is found on the pages where it is, and on no other."""
    found = {finding.partition('.html')[0] for finding in find(faults.site)}
    # The page of the proof leads to lessons, which this site has not.
    assert sorted(found - {'proof'}) == pages


@pytest.mark.parametrize(
    ('fault', 'said'),
    [
        ('other_host', 'a request to another host: https://example.com/image.svg'),
        ('by_style', 'a request to another host: https://example.com/a.png'),
        ('script_error', 'a script: planted'),
        ('too_wide', '390 px, light: the page is'),
        ('nameless_button', 'critical: Buttons must have discernible text'),
        ('faint_words', 'serious: Elements must meet minimum color contrast'),
    ],
)
def test_browser_tells(fault: str, said: str, visitor: Visitor) -> None:
    """What is wrong in the browser is found by a look at the page."""
    assert said in '\n'.join(visitor.look(f'{fault}.html').problems)


def test_words_by_script_are_missed(browser: Browser, faults: Planted, visitor: Visitor) -> None:
    """A page that needs JavaScript for its words has others without it."""
    without = Visitor(browser, faults.site, scripts=False)
    seen = visitor.text('by_script.html')
    assert seen.endswith('Only so.')
    assert without.text('by_script.html') != seen
    without.close()


def test_undescribed_command_is_listed(faults: Planted) -> None:
    """A command that nobody described is on the page of commands, with its options."""
    page = faults.text('commands')
    assert 'id="tool-undescribed"' in page
    assert '--often' in page


def test_broken_promise_is_shown(faults: Planted) -> None:
    """A wrong answer that passes is shown on the page of the proof, and so is what was not run."""
    page = faults.text('proof')
    assert '1 task with a broken promise' in page
    assert '✗ 1 of 2' in page
    assert 'wrong/plausible passes' in page
    assert 'not run.' in page
