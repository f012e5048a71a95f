"""Debugpy, started with the learner's configurations, stops where it should."""

import json
import random
import re
import shutil
import socket
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from galka.fixtures import Processes, Running, require

LIMIT = 60
PATIENCE = 20
FILE = '.vscode/launch.json'
SOURCE = 'src/tickets/sales.py'
GIVEN = Path(__file__).with_name('stub')
PYTHON = (sys.executable, '-X', 'frozen_modules=off', '-m')
PROGRAM = ('-m', 'tickets.sales', 'may.csv')
HOST = '127.0.0.1'
DOCUMENTED_PORT = 5678
#: What is asked where the program stops, how, and the answer.
STATE = (
    ('module', '__spec__ and __spec__.name', "'tickets.sales'"),
    ('list of arguments', "__import__('sys').argv[1:]", "['may.csv', '--minimum', '10']"),
    ('working folder', 'Path.cwd().name', "'data'"),
    ('price', 'price', '12.5'),
    ('price with tax', 'taxed', '15.625'),
)
COMMENT = re.compile(r'("(?:\\.|[^"\\])*")|//[^\n]*|/\*.*?\*/', re.DOTALL)


class Session:
    """A conversation with a debug adapter, from the first word to the first stop."""

    def __init__(self, port: int, running: Running) -> None:
        """Connect as soon as somebody listens."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                self.socket = socket.create_connection((HOST, port), timeout=PATIENCE)
            except OSError:
                if time.monotonic() > deadline:
                    pytest.fail(f'debugpy does not listen:\n{running.output()}')
                time.sleep(1 / PATIENCE)
            else:
                break
        self.stream = self.socket.makefile('rwb')
        self.numbers = count(1)
        self.heard = ''

    def send(self, command: str, **arguments: Any) -> None:
        """Send a request."""
        request = {'seq': next(self.numbers), 'type': 'request', 'command': command}
        body = json.dumps(request | {'arguments': arguments}).encode()
        self.stream.write(b'Content-Length: %d\r\n\r\n%b' % (len(body), body))
        self.stream.flush()

    def receive(self) -> dict[str, Any]:
        """Return the next message; the test fails when none comes."""
        try:
            header = self.stream.readline()
        except TimeoutError:
            header = b''
        if not header:
            pytest.fail(f'debugpy fell silent and never stopped at the line.\n{self.heard}')
        self.stream.readline()
        body = self.stream.read(int(header.partition(b':')[2]))
        message: dict[str, Any] = json.loads(body)
        return message

    def wait(self, word: str, name: str) -> dict[str, Any]:
        """Return the body of the event or response of that name; the end comes as an answer too."""
        while True:
            message = self.receive()
            match message:
                case {'event': 'output', 'body': {'category': 'stderr', 'output': text}}:
                    self.heard += text
                case {'success': False, 'message': reason}:
                    pytest.fail(f'debugpy refuses the configuration {name!r} of {FILE}: {reason}')
                case {'event': 'terminated'}:
                    said = self.heard or 'no error'
                    pytest.fail(
                        f'with {name!r} of {FILE} the program ended and never stopped at the line '
                        f'of {SOURCE}. It wrote:\n{said}'
                    )
            if word == message.get('event', message.get('command')):
                return message.get('body') or {}

    def stop(self, configuration: dict[str, Any], source: Path) -> dict[str, Any]:
        """Start what the configuration says, and return the frame in which it stops."""
        name = configuration['name']
        text = source.read_text(encoding='utf-8').partition('stop here')[0]
        line = text.count('\n') + 1
        self.send('initialize', adapterID='debugpy', pathFormat='path')
        self.wait('initialize', name)
        self.send(configuration['request'], **configuration)
        self.wait('initialized', name)
        self.send('setBreakpoints', source={'path': str(source)}, breakpoints=[{'line': line}])
        self.send('configurationDone')
        self.send('stackTrace', threadId=self.wait('stopped', name)['threadId'])
        frame: dict[str, Any] = self.wait('stackTrace', name)['stackFrames'][0]
        if frame['line'] != line:
            place = frame['source']['path']
            pytest.fail(
                f'with {name!r} of {FILE} the program stopped first in line {frame["line"]} of '
                f'{place}, not at the breakpoint in line {line} of {SOURCE}'
            )
        return frame

    def value(self, frame: dict[str, Any], expression: str) -> str:
        """Return what an expression gives where the program stopped."""
        self.send('evaluate', frameId=frame['id'], expression=expression, context='clipboard')
        return str(self.wait('evaluate', expression)['result'])

    def close(self) -> None:
        """End the session, and the program with it."""
        self.send('disconnect', terminateDebuggee=True)
        self.socket.close()


@pytest.fixture
def project(answer: Path, tmp_path: Path) -> Path:
    """Copy the project, with the learner's configurations, to a folder of an unforeseen name."""
    require('debugpy')
    folder = tmp_path / f'clone {random.random()}'
    shutil.copytree(GIVEN, folder)
    shutil.copy(answer / FILE, folder / FILE)
    return folder


def configuration(project: Path, name: str, request: str) -> dict[str, Any]:
    """Return a configuration by its name, with the variables filled in as VS Code does it."""
    text = COMMENT.sub(r'\1', (project / FILE).read_text(encoding='utf-8'))
    known = {'workspaceFolder': project, 'file': project / SOURCE, 'pathSeparator': '/', '/': '/'}
    for mark, meaning in known.items():
        text = text.replace(f'${{{mark}}}', str(meaning))
    try:
        listed = json.loads(text)['configurations']
    except (ValueError, KeyError) as problem:
        pytest.fail(f'{FILE} can not be read: {problem!r}')
    found = [each for each in listed if each.get('name') == name]
    kinds = [(each.get('type'), each.get('request')) for each in found]
    assert kinds == [('debugpy', request)], (
        f'{FILE} should hold one configuration {name!r} of type debugpy that does {request!r}, '
        f'but it holds {kinds}'
    )
    return {**found[0], 'console': 'internalConsole'}


def test_sales_are_launched(
    project: Path, processes: Processes, free_port: Callable[[], int]
) -> None:
    """The module is started by the editor, with all that it needs, and stops."""
    port = free_port()
    adapter = processes.start([*PYTHON, 'debugpy.adapter', '--host', HOST, '--port', str(port)])
    session = Session(port, adapter)
    frame = session.stop(configuration(project, 'Sales', 'launch'), project / SOURCE)
    found = [session.value(frame, expression) for _, expression, _ in STATE]
    session.close()
    for (what, _, expected), came in zip(STATE, found, strict=True):
        assert came == expected, (
            f"with 'Sales' of {FILE} the program stopped at the line, and there the {what} should "
            f'be {expected}, but is {came}'
        )


def check_address(target: dict[str, Any]) -> None:
    """Fail the test unless a configuration connects where the README says."""
    address = (target.get('host', HOST), target.get('port'))
    assert address == (HOST, DOCUMENTED_PORT), (
        f"'Nightly' of {FILE} should connect to {HOST}, port {DOCUMENTED_PORT}, not to {address}"
    )


def test_nightly_is_attached(
    project: Path, tmp_path: Path, processes: Processes, free_port: Callable[[], int]
) -> None:
    """The program runs elsewhere, from a copy of the sources, and stops at the same line."""
    port = free_port()
    container = tmp_path / 'container'
    shutil.copytree(GIVEN / 'src', container / 'app')
    asked = configuration(project, 'Nightly', 'attach')
    check_address(asked.get('connect', asked))
    running = processes.start(
        [*PYTHON, 'debugpy', '--listen', f'{HOST}:{port}', '--wait-for-client', *PROGRAM],
        cwd=GIVEN / 'data',
        env={'PYTHONPATH': str(container / 'app'), 'TAX': '0.5'},
    )
    session = Session(port, running)
    # Here the container is a folder, and its port a free one.
    asked = json.loads(json.dumps(asked).replace('"/app', f'"{container}/app'))
    frame = session.stop(asked, project / SOURCE)
    place = frame.get('source', {}).get('path')
    code = session.value(frame, '__file__')
    session.close()
    assert place == str(project / SOURCE), (
        f"'Nightly' stopped in {code}, and should show {SOURCE} of the project, but shows {place}; "
        f'see pathMappings in {FILE}'
    )
