"""The scripts of exercises that run in the page, bundled, and the Python that they run.

Both are made once for each content: docs/bundles.py makes the Python, esbuild the scripts. Where
node is missing there are none, and the site is built without its editor.
"""

import hashlib
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import bundles

SOURCE: Final = bundles.SOURCE / 'page'
BUILT: Final = bundles.BUILT / 'page'
FIRST_SCRIPT: Final = 'boot.js'
#: Endings of what the scripts are bundled from; the lock pins what bundles them.
BUNDLED: Final = frozenset(('.js', '.mjs', '.css', '.json'))
#: Of a digest: enough that no two contents share it.
DIGITS: Final = 16


class Editor(NamedTuple):
    """Two folders, each named by the hash of what it was made from."""

    page: Path
    runtime: Path


class NoEditor(NamedTuple):
    """Why a site is built without its editor."""

    reason: str


@cache
def editor() -> Editor | NoEditor:
    """Return what runs exercises in pages, made now where it is not there yet."""
    try:
        runtime = bundles.make()
    except bundles.NotHereError as problem:
        return NoEditor(str(problem))
    page = BUILT / _version(runtime)
    if not (page / FIRST_SCRIPT).is_file():
        BUILT.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=BUILT) as making:
            # A folder in it: the temporary one is for nobody else to read, and a site is for all.
            bundle(Path(making, page.name), runtime.name, bundles.SOURCE / 'runner.js')
            shutil.copytree(Path(making, page.name), page, dirs_exist_ok=True)
    return Editor(page, runtime)


def bundle(target: Path, runtime: str, runner: Path) -> None:
    """Bundle the scripts for the Python of a version, and for what runs it."""
    modules = bundles.install() / 'node_modules'
    subprocess.run(
        (bundles.NODE, SOURCE / 'bundle.mjs', modules, target, runtime, runner),
        check=True,
    )


def _version(runtime: Path) -> str:
    digest = hashlib.sha256(runtime.name.encode())
    for source in sorted((*SOURCE.iterdir(), *bundles.SOURCE.iterdir())):
        if source.suffix in BUNDLED:
            digest.update(source.read_bytes())
    return digest.hexdigest()[:DIGITS]
