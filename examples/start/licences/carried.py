"""Show the licence that a wheel carries: ``python -m examples.start.licences.carried WHEEL``."""

import sys
from email.parser import Parser
from pathlib import PurePosixPath
from zipfile import ZipFile

FIELDS = ('License-Expression', 'License', 'License-File')


def main(wheel: str) -> None:
    """Print the fields of METADATA that speak of licences, and the texts that lie in the wheel."""
    with ZipFile(wheel) as archive:
        names = [PurePosixPath(name) for name in archive.namelist()]
        record = next(name for name in names if name.name == 'METADATA')
        metadata = Parser().parsestr(archive.read(str(record)).decode('utf-8'))
    for field in FIELDS:
        for text in metadata.get_all(field, []):
            print(field, text, sep=': ')
    texts = record.parent / 'licenses'
    for name in names:
        if name.is_relative_to(texts):
            print('in the wheel', name, sep=': ')
    if not set(FIELDS).intersection(metadata.keys()):
        print('no word about a licence')


if __name__ == '__main__':
    main(*sys.argv[1:])
