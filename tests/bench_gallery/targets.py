"""What is measured: three chains, in which each target has a layer fewer than the one before."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from types import MappingProxyType
from typing import Final, TypeAlias

import urllib3

from tests.bench_gallery.content import Content
from tests.bench_gallery.load import CONNECTIONS
from tests.bench_gallery.site import Site

_OK: Final = 200
_PATIENCE: Final = 30  # seconds
#: A header has so many bytes around its name and its text.
_AROUND: Final = 4


class WrongAnswerError(Exception):
    """A target does not answer what it should: to measure it would be of no use."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address, and what its answer has to hold."""

    name: str
    address: str
    holds: Sequence[bytes]


#: Targets by what they are about, each list from the most layers to the fewest.
Chains: TypeAlias = Mapping[str, Sequence[Target]]


def chains(site: Site, content: Content) -> Chains:
    """Return all that is measured."""
    feed, photo = '/api/feed', f'/api/photos/{content.photo["id"]}'
    return MappingProxyType(
        {
            'feed': _pages(site, '/', feed, 'feed', content.captions),
            'photo page': _pages(
                site,
                f'/photos/{content.photo["id"]}',
                photo,
                'photo',
                (content.photo['caption'].encode(), content.image.encode()),
            ),
            'image': _image(site, content),
        }
    )


def check(target: Target) -> int:
    """Ask a target a few times; return how many bytes its shortest answer is, with its headers.

    As many ask at the same time as will do later: what a process does only once, such as to open
    connections to the database, it has done by then.

    Raises:
        WrongAnswerError: with what was expected and what came.

    """
    with ThreadPoolExecutor(CONNECTIONS) as lanes:
        return min(lanes.map(_ask, repeat(target, CONNECTIONS * 2)))


def _ask(target: Target) -> int:
    try:
        response = urllib3.request('GET', target.address, retries=False, timeout=_PATIENCE)
    except urllib3.exceptions.HTTPError as problem:
        raise WrongAnswerError(f'{target.name}: no answer: {problem}') from problem
    if response.status != _OK:
        raise WrongAnswerError(f'{target.name}: expected 200, got {response.status}')
    for part in target.holds:
        if part not in response.data:
            raise WrongAnswerError(f'{target.name}: expected {part[:80]!r} in its answer')
    headers = response.headers.iteritems()
    return len(response.data) + sum(len(name) + len(text) + _AROUND for name, text in headers)


def _pages(
    site: Site,
    page: str,
    api: str,
    constant: str,
    holds: Sequence[bytes],
) -> Sequence[Target]:
    at = site.at
    kept = (site.answers / f'{constant}.json').read_bytes()
    return (
        Target('the page: NGINX, Gunicorn, Daphne', at['nginx'] + page, holds),
        Target('the page: Gunicorn, Daphne', at['gunicorn'] + page, holds),
        Target("the page's JSON: Daphne", at['daphne'] + api, (*holds, kept)),
        Target('the same JSON, a constant: Daphne', f'{at["bare"]}/constant/{constant}', (kept,)),
    )


def _image(site: Site, content: Content) -> Sequence[Target]:
    holds = (content.picture.read_bytes(),)
    names = MappingProxyType(
        {
            'bare': 'a view of Django: Daphne',
            'nginx': 'NGINX',
            'bare_nginx': 'NGINX without log and headers',
        }
    )
    return tuple(
        Target(name, site.at[place] + content.image, holds) for place, name in names.items()
    )
