"""Fills the gallery, and learns from its API what its answers have to hold."""

import json
import sys
from collections.abc import Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import urllib3

from examples.gallery import demo
from examples.gallery.running.supervisor import StoppedError
from tests.bench_gallery.bench import Bench
from tests.bench_gallery.site import Site


@dataclass(frozen=True, slots=True)
class Content:
    """What is in the gallery, as its API says."""

    feed: Mapping[str, Any]
    #: The newest photo: it is the one that is asked for.
    photo: Mapping[str, Any]
    #: Its picture, as it lies on the disk.
    picture: Path

    @property
    def captions(self) -> tuple[bytes, ...]:
        """What must be on a page that shows all photos."""
        return tuple(photo['caption'].encode() for photo in self.feed['results'])

    @property
    def image(self) -> str:
        """The path of the picture."""
        return path_of(self.photo)


def fill(bench: Bench, site: Site) -> Content:
    """Send the pictures of the demo, wait for all thumbnails, and keep the API's answers.

    The answers are kept byte by byte, for the views that do nothing else but send them.
    """
    with redirect_stdout(sys.stderr):
        failed = demo.main(site.at['nginx'])
    if failed:
        raise StoppedError('without pictures there is nothing to measure', 1)
    # The worker must have nothing to do, or it would be measured as well.
    bench.wait_until(lambda: all(map(_is_ready, _ask(site, 'feed')['results'])))
    feed = _ask(site, 'feed', keep='feed')
    photo = _ask(site, f'photos/{feed["results"][0]["id"]}', keep='photo')
    picture = site.media / path_of(photo).removeprefix('/media/')
    return Content(feed, photo, picture)


def path_of(photo: Mapping[str, Any]) -> str:
    """Return where visitors find a photo's picture."""
    return str(urlsplit(photo['image']).path)


def _is_ready(photo: Mapping[str, Any]) -> bool:
    return bool(photo['status'] == 'ready')


def _ask(site: Site, path: str, keep: str | None = None) -> Mapping[str, Any]:
    response = urllib3.request('GET', f'{site.at["daphne"]}/api/{path}', retries=False, timeout=30)
    if keep:
        (site.answers / f'{keep}.json').write_bytes(response.data)
    return dict(json.loads(response.data))
