"""Pack modules for the page; runs in Pyodide under node (see pack.mjs).

A bundle is a zip without compression inside gzip: the browser unpacks it at once, smaller than a
zip whose files are compressed one by one, and Python imports from it without zlib.
"""

import gzip
import importlib
import io
import json
import sys
import warnings
import zipfile
from collections.abc import Iterable, Mapping
from importlib._bootstrap_external import _code_to_hash_pyc
from importlib.util import source_hash
from pathlib import Path
from typing import Any

MACHINE = Path('/machine')
NO_DAY = (2020, 1, 1, 0, 0, 0)
#: The upper half of a zip's attributes are a file's mode.
READABLE = 0o644 << 16
#: What no import asks for: compiled for another machine, or for readers of types alone.
LEFT_OUT = frozenset(('.so', '.pyi', '.c', '.typed', '.pyd', '.js', '.html', '.css', '.png'))
#: Of what describes a distribution, this much is asked for, or has to be passed on.
DESCRIBED = ('METADATA', 'entry_points.txt')
LICENCES = '/licenses/'

Files = dict[str, bytes]


def pack(text: str) -> None:
    """Write the bundles of a plan."""
    plan = json.loads(text)
    gathered = {name: _gathered(bundle) for name, bundle in plan['bundles'].items()}
    used = _used(gathered, plan['tried'])
    for name, bundle in plan['bundles'].items():
        files = _without_unused(gathered[name], used, bundle['only_used'])
        content = _zipped(files, used, bundle['place'])
        _on_machine(bundle['target']).write_bytes(_compressed(content))
    for source, target in plan['compressed'].items():
        _on_machine(target).write_bytes(_compressed(_on_machine(source).read_bytes()))


def _on_machine(path: str) -> Path:
    """Return where a file of the machine is seen from in here."""
    return MACHINE / path.lstrip('/')


def _gathered(bundle: Mapping[str, Any]) -> Files:
    """Return the files of a bundle, by their names in it."""
    files: Files = {}
    for source in bundle['zips']:
        with zipfile.ZipFile(_on_machine(source)) as archive:
            files |= {name: archive.read(name) for name in filter(_wanted, archive.namelist())}
    for name, source in bundle['files'].items():
        files[name] = _on_machine(source).read_bytes()
    return files


def _wanted(name: str) -> bool:
    if name.endswith('/') or Path(name).suffix in LEFT_OUT:
        return False
    return '.dist-info/' not in name or name.endswith(DESCRIBED) or LICENCES in name


def _used(gathered: Mapping[str, Files], tried: Iterable[str]) -> frozenset[str]:
    """Return the modules that a run imports: it is tried, in this very interpreter."""
    for number, files in enumerate(gathered.values()):
        path = f'{number}.zip'
        with zipfile.ZipFile(path, 'w') as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        sys.path.insert(0, path)
    importlib.invalidate_caches()
    with warnings.catch_warnings(action='ignore'):
        for name in tried:
            importlib.import_module(name)
    return frozenset(sys.modules)


def _without_unused(files: Files, used: Iterable[str], packages: Iterable[str]) -> Files:
    """Leave out the modules of big packages that nothing imports."""
    tops = tuple(f'{package}/' for package in packages)
    return {
        name: content
        for name, content in files.items()
        if not name.startswith(tops) or _module(name) in used
    }


def _module(name: str) -> str:
    return name.removesuffix('.py').removesuffix('/__init__').replace('/', '.')


def _zipped(files: Files, used: Iterable[str], place: str) -> bytes:
    """Return a zip; modules that every run imports are compiled, the others stay small."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, 'w', zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            stored, data = name, files[name]
            if name.endswith('.py') and _module(name) in used:
                code = compile(data, f'{place}/{name}', 'exec', dont_inherit=True, optimize=0)
                stored, data = f'{name}c', _code_to_hash_pyc(code, source_hash(data), False)
            entry = zipfile.ZipInfo(stored, NO_DAY)
            entry.external_attr = READABLE
            archive.writestr(entry, data)
    return content.getvalue()


def _compressed(content: bytes) -> bytes:
    return gzip.compress(content, compresslevel=9, mtime=0)
