"""Look for a word in every layer of an image, whether later layers deleted its file or not."""

import io
import json
import subprocess
import sys
import tarfile
from collections.abc import Iterator


def layers(image: str) -> Iterator[tarfile.TarFile]:
    """Yield each layer in the archive that ``docker save`` makes of the image."""
    saved = subprocess.check_output(['docker', 'save', image])
    with tarfile.open(fileobj=io.BytesIO(saved)) as archive:
        manifest = json.loads(read(archive, archive.getmember('manifest.json')))
        for name in manifest[0]['Layers']:
            with tarfile.open(fileobj=archive.extractfile(name)) as layer:
                yield layer


def read(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    """Return what is in a regular file, and nothing for a folder or a link."""
    extracted = archive.extractfile(member) if member.isreg() else None
    return extracted.read() if extracted else b''


def search(image: str, word: bytes) -> Iterator[str]:
    """Yield ``layer NUMBER: FILE`` for each file that holds the word."""
    for number, layer in enumerate(layers(image), start=1):
        holders = [member.name for member in layer if word in read(layer, member)]
        yield from (f'layer {number}: {name}' for name in holders)


def main(image: str, word: str) -> None:
    """Print where the word is."""
    print(*search(image, word.encode()), sep='\n')


if __name__ == '__main__':
    main(*sys.argv[1:])
