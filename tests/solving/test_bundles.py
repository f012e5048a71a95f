"""The bundles are what their inputs make them, and small."""

import json
from pathlib import Path

import pytest

from docs import bundles

MEGABYTE = 10**6


def test_equal_input_gives_equal_bytes(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Made again, in another place and at another time, each file is the same."""
    monkeypatch.setenv('PYTHONHASHSEED', '1')
    bundles.write(tmp_path)
    names = sorted(path.name for path in folder.iterdir())
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    differ = [
        name for name in names if (folder / name).read_bytes() != (tmp_path / name).read_bytes()
    ]
    assert differ == []


def test_all_of_it_is_small(folder: Path) -> None:
    """Ten megabytes are enough, compressed as they are."""
    assert sum(path.stat().st_size for path in folder.iterdir()) <= 10 * MEGABYTE


def test_the_manifest_names_every_file(folder: Path) -> None:
    """What it says of sizes is so."""
    manifest = json.loads((folder / 'manifest.json').read_text('utf-8'))
    pieces = (*manifest['pieces'].values(), *manifest['packages'].values())
    sizes = {piece['file']: piece['bytes'] for piece in pieces}
    assert sizes == {name: (folder / name).stat().st_size for name in sizes}
    assert manifest['version'] == folder.name


def test_what_is_there_is_not_made_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time nothing is run."""
    monkeypatch.setattr(bundles, '_run', None)
    assert bundles.make() == folder


def test_a_change_of_an_input_is_a_new_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has the old version goes on with it."""
    before = bundles.version()
    monkeypatch.setattr(bundles, 'PARTS', ('model',))
    assert bundles.version() != before


def test_without_node_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """The site can be built without it."""
    monkeypatch.setenv('PATH', '')
    with pytest.raises(bundles.NotHereError, match='node is missing'):
        bundles.make()


def test_the_lock_names_no_address() -> None:
    """Packages come from wherever this machine gets its packages, and are known by their hashes."""
    lock = json.loads((bundles.SOURCE / 'package-lock.json').read_text('utf-8'))
    packages = {name: entry for name, entry in lock['packages'].items() if name}
    assert packages
    assert [name for name, entry in packages.items() if 'resolved' in entry] == []
    assert [name for name, entry in packages.items() if 'integrity' not in entry] == []
