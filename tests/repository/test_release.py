"""A release has one version everywhere, and its notes come from the changelog."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import galka
from tests.repository.files import GITHUB, ROOT, read_yaml

SCRIPT = '.github/scripts/release_notes.py'
CHANGELOG = """\
# Changelog

## Unreleased

- Soon.

## [0.2.0] - 2026-05-04

### Added

- Something.

## 0.1.0

- The first.

## 0.0.1
"""


def notes(folder: Path, tag: str, version: str = '0.2.0') -> 'subprocess.CompletedProcess[str]':
    """Run the script in a small project of a version."""
    script = folder / SCRIPT
    script.parent.mkdir(parents=True)
    script.write_bytes((ROOT / SCRIPT).read_bytes())
    (folder / 'pyproject.toml').write_text(f'[project]\nversion = "{version}"\n', 'utf-8')
    (folder / 'CHANGELOG.md').write_text(CHANGELOG, 'utf-8')
    return subprocess.run(
        [sys.executable, script, tag],
        capture_output=True,
        check=False,
        text=True,
    )


def test_the_version_is_one() -> None:
    """The package, its metadata and the citation name one version."""
    project = tomllib.loads((ROOT / 'pyproject.toml').read_text('utf-8'))['project']
    cited = str(read_yaml(ROOT / 'CITATION.cff')['version'])
    assert project['version'] == cited == galka.__version__


def test_authors_and_licence_are_one() -> None:
    """The citation names the authors and licences that the package names."""
    project = tomllib.loads((ROOT / 'pyproject.toml').read_text('utf-8'))['project']
    cited = read_yaml(ROOT / 'CITATION.cff')
    assert cited['authors'] == project['authors']
    assert ' AND '.join(cited['license']) == project['license']


@pytest.mark.parametrize(
    ('version', 'expected'),
    [('0.2.0', '### Added\n\n- Something.\n'), ('0.1.0', '- The first.\n')],
)
def test_notes_are_the_section_of_the_version(tmp_path: Path, version: str, expected: str) -> None:
    """Heading, brackets and date are left out, and so are the other versions."""
    ended = notes(tmp_path, f'v{version}', version)
    assert (ended.returncode, ended.stdout) == (0, expected), ended.stderr


@pytest.mark.parametrize(
    ('tag', 'version', 'told'),
    [
        ('v0.2.1', '0.2.0', 'the tag is v0.2.1, but pyproject.toml asks for v0.2.0'),
        ('0.2.0', '0.2.0', 'the tag is 0.2.0'),
        ('v0.3.0', '0.3.0', 'no section with words about v0.3.0'),
        ('v0.0.1', '0.0.1', 'no section with words about v0.0.1'),
    ],
)
def test_a_tag_that_disagrees_is_no_release(
    tmp_path: Path,
    tag: str,
    version: str,
    told: str,
) -> None:
    """A tag of another version, or of one that the changelog is silent about, stops the release."""
    ended = notes(tmp_path, tag, version)
    assert ended.returncode == 1
    assert told in ended.stderr
    assert not ended.stdout


def test_the_publisher_is_locked() -> None:
    """What holds the right to publish is installed by its hash, and nothing comes with it."""
    lines = (GITHUB / 'publish/requirements.txt').read_text('utf-8').splitlines()
    assert [line.partition('==')[0] for line in lines if '==' in line] == ['uv']
    assert sum('--hash=sha256:' in line for line in lines) > 1
