"""The built site, with the learner's ticks, on loopback only."""

import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.unit.tool.driver import Galka

PAGE = (
    '<p><span class="galka-tick" data-lesson="first/numbers" data-state="open">open</span>'
    '<span class="galka-tick" data-lesson="first/letters" data-state="open">planned</span></p>'
)


@pytest.fixture
def address(started: Galka) -> Iterator[str]:
    """Serve a site of one page; give its address."""
    site = started.here / 'site'
    (site / 'below').mkdir(parents=True)
    (site / 'index.html').write_text(PAGE)
    (site / 'below' / 'page.html').write_text(PAGE)
    (site / 'style.css').write_text('p {}')
    with subprocess.Popen(
        [*started.command, 'serve', '--port', '0', '--site', str(site)],
        cwd=started.here,
        env=dict(started.environment),
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        found = re.search('http://[^ ]+', server.stdout.readline())
        assert found
        yield found[0]
        server.send_signal(signal.SIGINT)
        try:
            assert server.wait(10) == 0
        finally:
            server.kill()


def read(address: str) -> str:
    """Return what is at an address."""
    with urlopen(address, timeout=10) as answer:
        return answer.read().decode()


def test_pages_carry_the_ticks_of_now(started: Galka, address: str) -> None:
    """A page shows the state at the moment when it is asked for; other files are as they are."""
    assert 'data-state="started">started<' in read(address)
    for task in ('double', 'greet'):
        started('open', task)
        started.solve(f'first/numbers/{task}')
        started('check', task)
    for page in ('', 'index.html', 'below/page.html'):
        assert 'data-lesson="first/numbers" data-state="solved">solved<' in read(address + page)
    assert read(f'{address}style.css') == 'p {}'


def test_the_address_is_loopback(address: str) -> None:
    """Nobody else on the network can read the learner's progress."""
    assert address.startswith('http://127.0.0.1:')


def test_without_a_site_the_way_is_shown(started: Galka, tmp_path: Path) -> None:
    """A folder without a built site is told, with what builds it."""
    assert 'make site' in started('serve', '--site', str(tmp_path), code=2).stderr


def test_a_taken_port_is_told(started: Galka, address: str) -> None:
    """A port that is in use, or none at all, is a clear error."""
    port = address.rstrip('/').rpartition(':')[2]
    site = str(started.here / 'site')
    for number in (port, '70000'):
        told = started('serve', '--port', number, '--site', site, code=2).stderr
        assert 'can not be used' in told
