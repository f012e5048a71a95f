"""What a bench of the gallery needs."""

import shutil

import pytest

from galka.fixtures.verdict import not_verified, require
from tests.bench_gallery.load import INSTALL, PROGRAM


@pytest.fixture
def wrk() -> str:
    """Give the program that puts load on others."""
    found = shutil.which(PROGRAM)
    if not found:
        not_verified(f'{PROGRAM} is missing', INSTALL)
    return found


@pytest.fixture
def tools(wrk: str) -> None:
    """Ask for all programs that ``make bench-gallery`` needs."""
    require('nginx')
    require('postgres')
