"""Make what exercises in the page run on: ``python docs/bundles.py`` prints the folder.

Everything comes from npm packages and wheels whose hashes are pinned, in docs/solving and in the
project's own lock. Equal input gives equal bytes, and nothing is made twice: the folder's name is
the hash of all that it is made from.
"""

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeAlias

ROOT: Final = Path(__file__).resolve().parents[1]
SOURCE: Final = ROOT / 'docs' / 'solving'
BUILT: Final = ROOT / 'build' / 'solving'
LOCK: Final = ROOT / 'requirements-test.txt'
#: Who serves the site may be somebody else.
READABLE: Final = 0o755
#: How many versions are kept: who is at work with one may go on.
KEPT: Final = 3
#: Digits of a hash that stand in a name.
SHORT: Final = 16
#: The inputs of the front end; the page's own code is bundled with the page.
MADE_FROM: Final = (
    *('package-lock.json', 'pack.mjs'),
    *('classic.js', 'worker.js', 'frame.js', 'runner.js'),
)
NODE: Final = 'node'
NPM: Final = 'npm'
#: The distributions that go into each bundle; their versions and hashes stand in the lock.
BASE: Final = ('iniconfig', 'packaging', 'pluggy', 'pygments', 'pytest')
Names: TypeAlias = tuple[str, ...]
Plan: TypeAlias = Mapping[str, Any]
PACKAGES: Final[Mapping[str, Names]] = MappingProxyType(
    {'flask': ('blinker', 'click', 'flask', 'itsdangerous', 'jinja2', 'markupsafe', 'werkzeug')}
)
#: The parts of the tool that judge, and those that they import.
PARTS: Final = ('checking', 'course', 'fixtures', 'model', 'tools', 'workspace')
#: Of these packages only the modules that pytest imports are of any use.
ONLY_USED: Final = ('pygments',)
#: What a run imports; the rest of the standard library is compiled when somebody asks for it.
TRIED: Final = (
    *('asyncio', 'collections.abc', 'csv', 'decimal', 'doctest', 'fractions', 'json', 'random'),
    *('runpy', 'sqlite3', 'statistics', 'unittest.mock', 'pytest', '_pytest.assertion.rewrite'),
    *('galka.checking.judge', 'galka.checking.child', 'galka.fixtures', 'galka.workspace.folder'),
    *('flask', 'flask.testing', 'werkzeug.security'),
)
#: Wheels of any machine will do: what is compiled in them is left out.
WHEEL_OF: Final = (
    *('--only-binary=:all:', '--implementation=cp', '--python-version=3.14', '--abi=cp314'),
    *('--abi=none', '--platform=manylinux2014_x86_64', '--platform=any'),
)
#: Nothing may be connected to; scripts are the frame's own, and those that it makes.
POLICY: Final = (
    "default-src 'none'; script-src 'sha256-{digest}' 'wasm-unsafe-eval' blob:; worker-src blob:"
)
#: One entry of a lock: the name, and the lines that belong to it.
ENTRY: Final = re.compile(r'^([a-z0-9-]+)==[^\n]*\\\n(?:    --hash=[^\n]*\n)+', re.MULTILINE)


class NotHereError(Exception):
    """A tool is missing that the bundles are made with."""


def make() -> Path:
    """Return the folder with the bundles, made now if it is not there yet.

    Raises NotHereError where node is missing.
    """
    _ask_for_node()
    folder = BUILT / 'py' / version()
    if not (folder / 'manifest.json').is_file():
        _make(folder)
    return folder


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f'{line}\n')
    sys.stdout.flush()


def _ask_for_node() -> None:
    for tool in (NODE, NPM):
        if shutil.which(tool) is None:
            raise NotHereError(f'{tool} is missing (install: apt-get install nodejs npm)')


def version() -> str:
    """Return the hash of everything that the bundles are made from."""
    digest = hashlib.sha256()
    for name, content in _inputs():
        digest.update(f'{name} {len(content)}\n'.encode())
        digest.update(content)
    return digest.hexdigest()[:SHORT]


def _inputs() -> Iterator[tuple[str, bytes]]:
    sources = (
        Path(__file__),
        *(SOURCE / name for name in MADE_FROM),
        *sorted((SOURCE / 'python').rglob('*.py')),
        *_tool_files().values(),
    )
    yield from ((path.relative_to(ROOT).as_posix(), path.read_bytes()) for path in sources)
    yield 'wheels', requirements((*BASE, *chain.from_iterable(PACKAGES.values()))).encode()


def requirements(names: Sequence[str]) -> str:
    """Return the lines of the project's lock that pin these distributions."""
    entries = {match[1]: match[0] for match in ENTRY.finditer(LOCK.read_text('utf-8'))}
    return ''.join(entries[name] for name in sorted(names))


def _tool_files() -> dict[str, Path]:
    """Return the modules of the tool that go along, by their names in the bundle."""
    source = ROOT / 'src'
    files = [source / 'galka' / '__init__.py', source / 'galka' / 'translation.py']
    for part in PARTS:
        files.extend(sorted((source / 'galka' / part).rglob('*.py')))
    return {path.relative_to(source).as_posix(): path for path in files}


def _make(folder: Path) -> None:
    with tempfile.TemporaryDirectory(prefix='galka-making-') as place:
        making = Path(place)
        write(making)
        making.chmod(READABLE)
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        # Under its name there is all of it or nothing.
        unfinished = folder.with_suffix('.unfinished')
        shutil.copytree(making, unfinished, dirs_exist_ok=True)
        unfinished.rename(folder)
    versions = sorted(folder.parent.iterdir(), key=lambda each: each.stat().st_mtime)
    for old in versions[:-KEPT]:
        shutil.rmtree(old)


def write(making: Path) -> None:
    """Write the bundles into an empty folder."""
    modules = install()
    _pack(making, modules)
    for script in ('frame.js', 'runner.js'):
        shutil.copy(SOURCE / script, making)
    _write_manifest(making)


def install() -> Path:
    """Install the npm packages of docs/solving below build/, if it is not done; return where.

    Raises NotHereError where node is missing.
    """
    _ask_for_node()
    place = BUILT / 'node'
    installed = place / 'installed'
    lock = (SOURCE / 'package-lock.json').read_bytes()
    wanted = hashlib.sha256(lock).hexdigest()
    if installed.is_file() and installed.read_text() == wanted:
        return place
    place.mkdir(parents=True, exist_ok=True)
    for name in ('package.json', 'package-lock.json'):
        shutil.copy(SOURCE / name, place)
    _run(NPM, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--silent', here=place)
    installed.write_text(wanted)
    return place


def _wheels(making: Path, names: Sequence[str]) -> list[str]:
    """Download the wheels of these distributions, as the lock pins them."""
    pinned = requirements(names)
    place = BUILT / 'wheels' / hashlib.sha256(pinned.encode()).hexdigest()[:SHORT]
    if not place.is_dir():
        listed = making / 'requirements.txt'
        listed.write_text(pinned, 'utf-8')
        loading = making / 'wheels'
        _run(
            sys.executable, '-m', 'pip', '--quiet', '--disable-pip-version-check', 'download',
            '--require-hashes', '--no-deps', *WHEEL_OF,
            f'--dest={loading}', f'--requirement={listed}',
            here=making,
        )  # fmt: skip
        place.parent.mkdir(parents=True, exist_ok=True)
        listed.unlink()
        # It may come from another file system, from where nothing can be renamed.
        unfinished = place.with_suffix('.unfinished')
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.move(loading, unfinished)
        unfinished.rename(place)
    return [str(path) for path in sorted(place.glob('*.whl'))]


def _worker(making: Path, modules: Path) -> Path:
    """Have esbuild put the worker and Pyodide into one file."""
    packages = modules / 'node_modules'
    listed = json.loads((packages / 'pyodide' / 'pyodide-lock.json').read_text('utf-8'))
    worker = making / 'worker.js'
    _run(
        str(packages / '.bin' / 'esbuild'), str(SOURCE / 'worker.js'), f'--outfile={worker}',
        '--bundle', '--format=iife', '--target=es2022', '--minify', '--legal-comments=none',
        '--external:node:*', '--external:ws', f'--define:PYODIDE={json.dumps(listed["info"])}',
        '--log-level=error', '--log-override:empty-import-meta=silent',
        here=SOURCE, NODE_PATH=str(packages),
    )  # fmt: skip
    return worker


def _pack(making: Path, modules: Path) -> None:
    """Have Pyodide pack what it will import."""
    worker = _worker(making, modules)
    pyodide = modules / 'node_modules' / 'pyodide'
    runtime = pyodide / 'pyodide.asm.wasm'
    plan = {
        'packing': str(SOURCE / 'python' / 'packing.py'),
        'bundles': dict(_bundles(making, pyodide / 'python_stdlib.zip')),
        'compressed': {
            str(worker): str(making / 'worker.bin'),
            str(runtime): str(making / 'runtime.bin'),
        },
        'tried': TRIED,
    }
    planned = modules / 'plan.json'
    planned.write_text(json.dumps(plan), 'utf-8')
    _run(NODE, str(SOURCE / 'pack.mjs'), str(planned), here=modules)
    worker.unlink()


def _bundles(making: Path, library: Path) -> Iterator[tuple[str, Plan]]:
    """Yield each bundle's name, and what goes into it."""
    own = SOURCE / 'python'
    in_page = {path.relative_to(own).as_posix(): path for path in sorted(own.glob('*/*.py'))}
    modules = _tool_files() | in_page
    yield (
        'python',
        {
            'zips': [str(library), *_wheels(making, BASE)],
            'files': {name: str(path) for name, path in modules.items()},
            'place': '/lib/python314.zip',
            'target': str(making / 'python.bin'),
            'only_used': ONLY_USED,
        },
    )
    for package, distributions in PACKAGES.items():
        yield (
            package,
            {
                'zips': _wheels(making, distributions),
                'files': {},
                'place': f'/lib/{package}.zip',
                'target': str(making / f'{package}.bin'),
                'only_used': (),
            },
        )


def _write_manifest(making: Path) -> None:
    frame = (making / 'frame.js').read_bytes()
    digest = base64.b64encode(hashlib.sha256(frame).digest()).decode()
    pieces = {
        'frame': 'frame.js',
        'worker': 'worker.bin',
        'runtime': 'runtime.bin',
        'python': 'python.bin',
    }
    manifest = {
        'version': version(),
        'policy': POLICY.format(digest=digest),
        'pieces': {name: _piece(making / file) for name, file in pieces.items()},
        'packages': {
            name: _piece(making / f'{name}.bin') | {'modules': list(modules), 'imports': [name]}
            for name, modules in PACKAGES.items()
        },
    }
    text = json.dumps(manifest, indent=2)
    (making / 'manifest.json').write_text(f'{text}\n', 'utf-8')


def _piece(path: Path) -> dict[str, Any]:
    return {'file': path.name, 'bytes': path.stat().st_size}


def _run(*words: str, here: Path, **environment: str) -> None:
    subprocess.run(words, cwd=here, env=os.environ | environment, check=True)


if __name__ == '__main__':
    say(str(make()))
