"""Looks plants up in the index, which is made when the wheel is built."""

import json
from importlib import resources

FILES = resources.files('herbarium')


def find(latin: str) -> str:
    """Return the common name of a plant."""
    index = json.loads(FILES.joinpath('index.json').read_text('utf-8'))
    return str(index[latin])


def label(kind: str) -> str:
    """Return the text that is printed below sheets of a kind."""
    return FILES.joinpath('labels', f'{kind}.txt').read_text('utf-8').strip()
