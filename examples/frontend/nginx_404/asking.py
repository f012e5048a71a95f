"""Send one request, and print the parts of the answer that matter here."""

from dataclasses import dataclass
from http.client import HTTPConnection, IncompleteRead
from typing import final

# True of every answer of NGINX, or different at every run.
DULL = frozenset(('date', 'connection', 'last-modified', 'etag', 'accept-ranges', 'content-length'))
# What `server_tokens off` leaves of one header, and what every page says in another.
USUAL = frozenset((('Server', 'nginx'), ('Content-Type', 'text/html')))


@final
@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: str
    headers: tuple[tuple[str, str], ...]
    promised: int
    body: bytes

    def lines(self) -> list[str]:
        """Return the headers and the body, a line each."""
        told = (header for header in self.headers if header[0].lower() not in DULL)
        headers = [': '.join(header) for header in told if header not in USUAL]
        body = [f'| {line}' for line in self.body.decode().splitlines()]
        came = len(self.body)
        if came < self.promised:
            body.append(f'({self.promised} bytes promised, {came} came)')
        return [*headers, *body]


def ask(port: int, request: str) -> Answer:
    """Send a request like ``GET /page`` or ``GET /page Accept: text/html``."""
    method, path, *header = request.split(' ', 2)
    headers = dict(line.split(': ', 1) for line in header)
    connection = HTTPConnection('127.0.0.1', port, timeout=10)
    connection.request(method, path, headers=headers)
    response = connection.getresponse()
    try:
        body = response.read()
    except IncompleteRead as torn:
        body = torn.partial
    connection.close()
    return Answer(
        status=f'{response.status} {response.reason}',
        headers=tuple(response.getheaders()),
        promised=0 if method == 'HEAD' else int(response.getheader('Content-Length', 0)),
        body=body,
    )
