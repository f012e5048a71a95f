"""What pages show: the API's objects with names and types."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo as the API describes it."""

    id: str
    owner: str
    caption: str
    public: bool
    album: str | None
    created: datetime
    width: int | None
    height: int | None
    status: str
    image: str | None
    thumbnail: str | None
    #: Which version of the photo this is; the API wants it back with a change.
    etag: str = ''

    @classmethod
    def read(cls, fields: Mapping[str, Any], etag: str = '') -> 'Photo':
        """Make a photo of the API's JSON; fields that pages do not show are left out."""
        names = set(cls.__slots__) - {'etag', 'created'}
        known = {name: fields[name] for name in names}
        return cls(**known, created=datetime.fromisoformat(fields['created']), etag=etag)

    @property
    def title(self) -> str:
        """What to call the photo where it has no caption."""
        return self.caption or f'A photo by {self.owner}'


@dataclass(frozen=True, slots=True)
class Album:
    """An album as the API describes it."""

    id: str
    title: str

    @classmethod
    def read(cls, fields: Mapping[str, Any]) -> 'Album':
        """Make an album of the API's JSON."""
        return cls(fields['id'], fields['title'])


@dataclass(frozen=True, slots=True)
class PhotoList:
    """Some photos, and where the next ones are."""

    photos: Sequence[Photo]
    cursor: str | None

    @classmethod
    def read(cls, fields: Mapping[str, Any]) -> 'PhotoList':
        """Make a list of the API's JSON."""
        return cls([Photo.read(one) for one in fields['results']], _cursor(fields['next']))


def _cursor(address: str | None) -> str | None:
    """Return the cursor of the address that the API names as the next one."""
    found = parse_qs(urlsplit(address or '').query).get('cursor')
    return found[0] if found else None
