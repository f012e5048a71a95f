"""The site as a whole, read from its files."""

from pathlib import Path

from galka.site import TICK
from tests.site import findings, markup
from tests.site.built import pages_of
from tests.site.conftest import Count


def test_no_link_is_broken(site: Path, count: Count) -> None:
    """Every link and every file that a page names is there, and so is every anchor."""
    found = list(findings.broken_links(site))
    assert not found, '\n'.join(found)
    count(links=sum(len(markup.read(site / page).links) for page in pages_of(site)))


def test_every_image_has_a_text(site: Path, count: Count) -> None:
    """Every image has an alternative text that somebody wrote."""
    found = list(findings.images_without_text(site))
    assert not found, '\n'.join(found)
    count(images=sum(len(markup.read(site / page).images) for page in pages_of(site)))


def test_nothing_is_asked_of_other_hosts(site: Path) -> None:
    """No page and no style sheet makes a browser ask another host for anything."""
    found = list(findings.requests_to_others(site))
    assert not found, '\n'.join(found)


def test_russian_is_marked(site: Path) -> None:
    """Russian words are marked, so that a screen reader pronounces them."""
    found = list(findings.unmarked_russian(site))
    assert not found, '\n'.join(found)


def test_what_was_not_run_says_so(site: Path) -> None:
    """Above a block that nobody ran stands the reason."""
    text = (site / 'lessons' / 'start' / 'licences.html').read_text('utf-8')
    reason = 'Not run here: every environment has other packages.'
    assert f'<p class="galka-not-run">{reason}</p>\n<div class="highlight-console' in text


def test_served_site_can_fill_every_tick(site: Path, count: Count) -> None:
    """Every tick of the site is written in the way that `galka serve` fills in."""
    ticks = 0
    for page in pages_of(site):
        text = (site / page).read_text('utf-8')
        assert text.count('class="galka-tick"') == len(TICK.findall(text)), page
        ticks += len(TICK.findall(text))
    assert ticks
    count(ticks=ticks)
