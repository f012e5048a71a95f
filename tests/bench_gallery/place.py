"""A folder for one run, and an environment in which nothing but ports differs from the defaults."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree

from examples.gallery import settings
from tests.gallery.end_to_end.ways import own_environment


@contextmanager
def throw_away() -> Iterator[Path]:
    """Make a folder that the account of Postgres may enter; it is gone afterwards."""
    # Not below TMPDIR, which may be closed to other accounts.
    folder = Path(tempfile.mkdtemp(prefix='gallery-bench-', dir='/var/tmp'))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)


def choose(folder: Path) -> settings.Settings:
    """Set this process's environment, which all parts inherit; return the settings in it."""
    for name in tuple(os.environ):
        if name.startswith(settings.PREFIX):
            os.environ.pop(name)
    # A file of somebody's own settings would be measured, too.
    os.environ[settings.FILE_VARIABLE] = os.devnull
    os.environ.update(own_environment(folder))
    return settings.load()
