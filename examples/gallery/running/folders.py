"""Where the gallery keeps what it keeps, and the secrets that it made for itself."""

import json
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_OWNER_ONLY: Final = 0o600
_BYTES: Final = 48
_NAMES: Final = ('backend_secret_key', 'frontend_secret_key', 'database_password')


class Folders:
    """The data folder, and what stands where in it."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.database = self.root / 'postgres'
        self.nginx = self.root / 'nginx'
        self.temporary = self.root / 'temporary'
        for folder in (self.root, self.nginx, self.temporary):
            folder.mkdir(parents=True, exist_ok=True)

    def media(self, setting: Path) -> Path:
        """Return the folder of the pictures; a relative path begins at the data folder."""
        folder = self.root / setting
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def secrets(self) -> Mapping[str, str]:
        """Return the secrets of this site, made at the first start and kept."""
        path = self.root / 'secrets.json'
        if not path.exists():
            made = {name: secrets.token_urlsafe(_BYTES) for name in _NAMES}
            draft = path.with_suffix('.new')
            # Closed to others before anything is in it; under its name only when all is in it.
            draft.touch(_OWNER_ONLY)
            draft.write_text(json.dumps(made), 'utf-8')
            draft.replace(path)
        return dict(json.loads(path.read_text('utf-8')))
