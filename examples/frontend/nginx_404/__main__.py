"""Ask a configuration for pages: ``python -m examples.frontend.nginx_404 [FILE [REQUEST ...]]``."""

import sys
from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType

from examples.frontend.nginx_404.asking import ask
from examples.frontend.nginx_404.running import LISTEN, NoNginxError, running, with_ports

HERE = Path(__file__).parent
TOUR = MappingProxyType(
    {
        'bare.conf': ('GET /nothing', 'GET /photos/nothing'),
        'status.conf': ('HEAD /kept/x', 'HEAD /replaced/x', 'HEAD /redirected/x', 'HEAD /found/x'),
        'page.conf': ('GET /404.html', 'POST /by-address/x', 'POST /by-name/x', 'POST /trap/x'),
        'files.conf': (
            'HEAD /plain/assets',
            'HEAD /plain/assets/',
            'HEAD /assets/',
            'HEAD /assets',
        ),
        'proxied.conf': ('GET /photos/nothing', 'GET /photos/crash', 'GET /photos/invalid'),
        'headers.conf': ('HEAD /nothing', 'HEAD /assets/page.css', 'HEAD /photos/nothing'),
        'audiences.conf': ('GET /photos/x Accept: application/json', 'GET /photos/x', 'GET /api/x'),
        'dead.conf': ('GET /', 'GET /assets/page.css', 'GET /photos/slow', 'GET /photos/half'),
        'deeper.conf': ('GET /once/x', 'GET /twice/x', 'GET /photos/busy'),
    }
)


def show(conf: Path, requests: Iterable[str]) -> None:
    """Run NGINX with ``conf`` and print its answers to ``requests``."""
    with running(conf) as ports:
        documented = {real: port for port, real in ports.items()}
        for request in requests:
            answer = ask(ports[LISTEN], request)
            print(f'{request} -> {answer.status}')
            for line in answer.lines():
                print(f'  {with_ports(line, documented)}')


def main(arguments: list[str]) -> int:
    """Show one configuration, or all of the lesson's one after the other."""
    tour = TOUR
    if arguments:
        name, *given = arguments
        requests = tuple(given) or TOUR.get(name, ('GET /nothing',))
        tour = MappingProxyType({name: requests})
    for title, asked in tour.items():
        conf = Path(title) if Path(title).is_file() else HERE / title
        if not arguments:
            print(f'== {title}')
        try:
            show(conf.resolve(), asked)
        except NoNginxError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
