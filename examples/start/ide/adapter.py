"""Talk to debugpy's debug adapter, as an IDE does."""

import json
import subprocess
import sys
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ARGV = (sys.executable, '-X', 'frozen_modules=off', '-m', 'debugpy.adapter')


#: Seconds for an orderly end.
PATIENCE = 10


class Adapter:
    """A debug adapter in a process of its own; messages go through its standard streams."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            ARGV, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.numbers = count(1)
        self.output = ''

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self.send('disconnect', terminateDebuggee=True)
            # Its last words are read to the end: an adapter that can't write never ends.
            self.process.communicate(timeout=PATIENCE)
        except (BrokenPipeError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.communicate()

    # [start messages]
    def send(self, command: str, **arguments: Any) -> None:
        """Send a request: a header with the length, an empty line, and JSON."""
        request = {'seq': next(self.numbers), 'type': 'request', 'command': command}
        body = json.dumps(request | {'arguments': arguments}).encode()
        assert self.process.stdin
        self.process.stdin.write(b'Content-Length: %d\r\n\r\n%b' % (len(body), body))
        self.process.stdin.flush()

    def receive(self) -> dict[str, Any]:
        """Return the next message: a response, or an event that nobody asked for."""
        assert self.process.stdout
        length = 0
        while header := self.process.stdout.readline().strip():
            length = int(header.removeprefix(b'Content-Length: '))
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        return message

    # [end messages]
    def wait(self, word: str) -> dict[str, Any]:
        """Return the body of the event or of the response of that name."""
        while True:
            message = self.receive()
            self._listen(message)
            if word == message.get('event', message.get('command')):
                return message.get('body') or {}

    # [start session]
    def stop_at(self, configuration: dict[str, Any], source: Path, line: int) -> dict[str, Any]:
        """Start a configuration, and return the frame in which it stops at a line."""
        self.send('initialize', adapterID='debugpy', pathFormat='path')
        self.wait('initialize')
        self.send(configuration['request'], **configuration | {'console': 'internalConsole'})
        self.wait('initialized')
        self.send('setBreakpoints', source={'path': str(source)}, breakpoints=[{'line': line}])
        self.send('configurationDone')
        thread = self.wait('stopped')['threadId']
        self.send('stackTrace', threadId=thread)
        frame: dict[str, Any] = self.wait('stackTrace')['stackFrames'][0]
        return frame

    def value(self, frame: dict[str, Any], expression: str) -> str:
        """Return what an expression gives in a frame, as a watch window shows it."""
        self.send('evaluate', frameId=frame['id'], expression=expression)
        return str(self.wait('evaluate')['result'])

    # [end session]

    def _listen(self, message: dict[str, Any]) -> None:
        """Keep what the program wrote; raise an error where the answer can't come any more."""
        match message:
            case {'event': 'output', 'body': {'category': 'stderr', 'output': text}}:
                self.output += text
            case {'event': 'terminated'}:
                raise RuntimeError(f'the program ended first:\n{self.output}')
            case {'success': False, 'message': reason}:
                raise RuntimeError(reason)
