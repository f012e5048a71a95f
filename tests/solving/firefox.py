"""A Firefox that is driven by WebDriver BiDi, which it speaks itself: nothing else is installed."""

import itertools
import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final, final

from websockets.sync.client import ClientConnection, connect

from galka.fixtures.verdict import not_verified

PROGRAMS: Final = ('firefox', 'firefox-esr')
OPTIONS: Final = ('--headless', '--no-remote', '--remote-debugging-port', '0')
INSTALL: Final = 'apt-get install firefox-esr'
LISTENING: Final = re.compile(r'WebDriver BiDi listening on (ws://\S+)')
#: What WebDriver calls keys that write nothing.
KEYS: Final = {'Tab': '\ue004', 'Enter': '\ue006', 'Control': '\ue009', 'ArrowRight': '\ue014'}
#: Seconds. A busy machine takes its time.
PATIENCE: Final = 180
LOOK_AGAIN: Final = 0.1
#: A screenshot may be more than a mebibyte.
MOST: Final = 2**26
PREFERENCES: Final = """
user_pref('browser.download.folderList', 2);
user_pref('browser.download.dir', '{downloads}');
user_pref('browser.shell.checkDefaultBrowser', false);
user_pref('datareporting.policy.dataSubmissionEnabled', false);
"""


@final
class Firefox:
    """One browser with one page."""

    def __init__(self, connection: ClientConnection, downloads: Path) -> None:
        self.downloads = downloads
        #: What the page wrote to its console as an error, and what nobody caught.
        self.problems: list[str] = []
        self._connection = connection
        self._numbers = itertools.count(1)
        self.send('session.new', capabilities={})
        self.send('session.subscribe', events=['log.entryAdded'])
        # The tab that it begins with has the focus in the field for addresses.
        self._page = self.send('browsingContext.create', type='tab')['context']
        self.send('browsingContext.activate', context=self._page)

    def send(self, method: str, **words: Any) -> Any:
        """Send a command and return what it came to."""
        number = next(self._numbers)
        command = {'id': number, 'method': method, 'params': words}
        self._connection.send(json.dumps(command))
        while True:
            message = json.loads(self._connection.recv(PATIENCE))
            if message['type'] == 'event':
                self._hear(message['params'])
            elif message['id'] == number:
                break
        assert message['type'] == 'success', f'{method}: {message.get("message")}'
        return message['result']

    def open(self, address: str) -> None:
        """Go to a page, and wait until it has loaded."""
        self.send('browsingContext.navigate', context=self._page, url=address, wait='complete')

    def reload(self) -> None:
        """Load the page again."""
        self.send('browsingContext.reload', context=self._page, wait='complete')

    def evaluate(self, expression: str) -> Any:
        """Return a text, a number or a truth that the page answers, or what it promises."""
        came = self.send(
            'script.evaluate',
            expression=expression,
            target={'context': self._page},
            awaitPromise=True,
        )
        assert came['type'] == 'success', came['exceptionDetails']['text']
        return came['result'].get('value')

    def press(self, combination: str) -> None:
        """Press keys together, such as ``Control+Enter``."""
        keys = [KEYS.get(name, name) for name in combination.split('+')]
        actions = [{'type': 'keyDown', 'value': key} for key in keys]
        actions += [{'type': 'keyUp', 'value': key} for key in reversed(keys)]
        hands = [{'type': 'key', 'id': 'keyboard', 'actions': actions}]
        self.send('input.performActions', context=self._page, actions=hands)

    def _hear(self, entry: dict[str, Any]) -> None:
        if entry.get('level') == 'error':
            self.problems.append(str(entry.get('text')))


@contextmanager
def firefox(place: Path) -> Iterator[Firefox]:
    """Start Firefox with a profile of its own below a folder; end it afterwards."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        not_verified('Firefox is not installed', INSTALL)
    if 'snap' in Path(program).resolve().parts:
        not_verified('Firefox is a snap, which sees no profile of ours', INSTALL)
    profile, downloads = place / 'profile', place / 'downloads'
    for folder in (profile, downloads):
        folder.mkdir()
    (profile / 'user.js').write_text(PREFERENCES.replace('{downloads}', str(downloads)))
    said = place / 'said.txt'
    with ExitStack() as closing:
        process = closing.enter_context(
            subprocess.Popen(
                (program, *OPTIONS, '--profile', str(profile)),
                stdout=subprocess.DEVNULL,
                stderr=closing.enter_context(said.open('w')),
            )
        )
        closing.callback(process.terminate)
        connection = connect(f'{_address(process, said)}/session', max_size=MOST, proxy=None)
        yield Firefox(closing.enter_context(connection), downloads)


def _address(process: subprocess.Popen[bytes], said: Path) -> str:
    """Return the address that Firefox says it listens at."""
    for _ in range(int(PATIENCE / LOOK_AGAIN)):
        if process.poll() is not None:
            break
        found = LISTENING.search(said.read_text())
        if found:
            return found[1]
        time.sleep(LOOK_AGAIN)
    raise AssertionError(f'Firefox does not start: {said.read_text()}')
