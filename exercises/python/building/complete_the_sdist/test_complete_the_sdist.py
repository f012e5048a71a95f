"""A museum that has only the sdist gets the curator's wheel, tests and papers, and no more."""

import os
import secrets
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from zipfile import ZipFile

import pytest

from galka.checking.answers import answer_of
from galka.fixtures import require

LIMIT = 60
SHOWN = 1500
# What the curator adds this week.
WORD = secrets.token_hex(4)
LATIN, COMMON = f'Rosa {WORD}', f'{WORD} rose'
ADDED = MappingProxyType(
    {
        f'catalogue/{WORD}.csv': f'{LATIN},{COMMON}\n',
        f'src/herbarium/labels/{WORD}.txt': f'Collected in {WORD}\n',
        f'tests/sheets/{WORD}.csv': f'{LATIN},{COMMON}\n',
    }
)
# What lies about on the curator's machine.
PRIVATE = ('.env', f'scans/{WORD}.tif', f'{WORD}.md', f'.cache/{WORD}', f'{WORD}/letters.txt')
LOOK_UP = f'from herbarium.lookup import *; print(find({LATIN!r}), label({WORD!r}), sep="; ")'


class Release(NamedTuple):
    """What was built: a wheel from the folder, an sdist unpacked, and a wheel from that sdist."""

    from_folder: Path
    from_sdist: Path
    unpacked: Path

    def files(self) -> set[str]:
        """Return the names of the files in the sdist."""
        inside = self.unpacked.rglob('*')
        return {path.relative_to(self.unpacked).as_posix() for path in inside if path.is_file()}


def run(folder: Path, *words: str, **variables: str) -> str:
    """Run Python in a folder; fail the test if it fails, and return what it said."""
    ended = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=os.environ | variables,
        check=False,
        capture_output=True,
        text=True,
    )
    said = (ended.stdout + ended.stderr)[-SHOWN:]
    assert ended.returncode == 0, (
        f'python {shlex.join(words)} failed; look in pyproject.toml:\n{said}'
    )
    return said


@pytest.fixture(scope='module')
def release(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Release the curator's folder of today once, in both ways."""
    require('build')
    require('hatchling')
    home = tmp_path_factory.mktemp('curator')
    folder = shutil.copytree(answer_of(request.config, request.path.parent), home / 'folder')
    for name in (*ADDED, *PRIVATE):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(ADDED.get(name, 'private'), 'utf-8')
    run(folder, '-m', 'build', '--no-isolation', '--outdir', str(home / 'museum'))
    run(folder, '-m', 'build', '--no-isolation', '--wheel', '--outdir', str(home / 'own'))
    sdist = next(home.glob('museum/*.tar.gz'))
    run(home, '-m', 'tarfile', '--extract', str(sdist), 'unpacked')
    return Release(
        next(home.glob('own/*.whl')),
        next(home.glob('museum/*.whl')),
        next(home.glob('unpacked/*')),
    )


def listed(names: Iterable[str]) -> str:
    """Return names as a message shows them."""
    return ', '.join(sorted(names))


def files_of(wheel: Path) -> dict[str, bytes]:
    """Return the files of a wheel."""
    with ZipFile(wheel) as files:
        return {name: files.read(name) for name in files.namelist()}


def test_both_wheels_hold_the_same(release: Release) -> None:
    """A wheel made from the sdist is the one that is made from the folder."""
    own, museum = files_of(release.from_folder), files_of(release.from_sdist)
    missing = listed(own.keys() - museum.keys())
    assert not missing, f'the wheel made from the sdist lacks {missing}: is that in the sdist?'
    # The list of the files, with their checksums, differs whenever one of them does.
    different = listed(
        name for name in own if own[name] != museum.get(name) and 'RECORD' not in name
    )
    assert not different, (
        f'not the same in both: {different}. What in the sdist does hatch_build.py make it from?'
    )


def test_the_wheel_knows_the_newest_plant(release: Release) -> None:
    """The museum's wheel finds a plant and a label that were added this week."""
    found = run(release.unpacked, '-c', LOOK_UP, PYTHONPATH=str(release.from_sdist)).strip()
    assert found == f'{COMMON}; Collected in {WORD}', f'the wheel of the museum says: {found}'


def test_its_tests_run(release: Release) -> None:
    """Who has unpacked the sdist can run its tests, on every sheet, against the wheel."""
    missing = listed({'tests/test_lookup.py', f'tests/sheets/{WORD}.csv'} - release.files())
    assert not missing, f'the sdist lacks {missing}: the museum cannot run the tests'
    # A wheel is a zip archive, and Python imports from one.
    words = ('-m', 'unittest', 'discover', 'tests')
    run(release.unpacked, *words, PYTHONPATH=str(release.from_sdist))


def test_its_papers_are_there(release: Release) -> None:
    """README and CHANGELOG can be read, and what the release was made by."""
    papers = {'README.md', 'CHANGELOG.md', 'pyproject.toml', 'hatch_build.py'}
    missing = listed(papers - release.files())
    assert not missing, f'the sdist lacks {missing}; see pyproject.toml'


def test_nothing_else_is_released(release: Release) -> None:
    """Scans, passwords and whatever else lies about stay on the curator's machine."""
    leaked = listed(release.files().intersection(PRIVATE))
    assert not leaked, f'the sdist holds {leaked}, which must never be released; see pyproject.toml'
