"""Addresses of scripts and styles that change when the file does, so that caches may keep them."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from flask import url_for

_FOLDER: Final = Path(__file__).with_name('static')
_LENGTH: Final = 12


def address(name: str) -> str:
    """Return the address of a file in ``static/``."""
    return url_for('static', filename=name, v=_version(name))


@cache
def _version(name: str) -> str:
    return hashlib.sha256((_FOLDER / name).read_bytes()).hexdigest()[:_LENGTH]
