"""The wheel carries the course."""

import os
import subprocess
import sys
from pathlib import Path

from galka.course import manifest

ROOT = Path(__file__).parents[2]
PATIENCE = 300


def run(*command: str | Path, here: Path, code: int = 0, **environment: str) -> str:
    """Run a command in a folder; it has to end with the exit code ``code``."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith('GALKA_')}
    ended = subprocess.run(
        command,
        cwd=here,
        env={**kept, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        text=True,
        timeout=PATIENCE,
    )
    assert ended.returncode == code, ended.stdout + ended.stderr
    return ended.stdout


def install(folder: Path) -> Path:
    """Build the wheel, install it into a fresh environment in a folder, and return its command."""
    built = folder / 'built'
    run(sys.executable, '-m', 'build', '--no-isolation', '--wheel', '--outdir', built, here=ROOT)
    run(sys.executable, '-m', 'venv', folder / 'environment', here=folder)
    programs = folder / 'environment' / 'bin'
    pip = (programs / 'python', '-m', 'pip', '--quiet', '--disable-pip-version-check', 'install')
    run(*pip, '--require-hashes', '--requirement', ROOT / 'requirements.txt', here=ROOT)
    run(*pip, '--no-deps', next(built.glob('galka-*.whl')), here=folder)
    return programs / 'galka'


def test_a_learner_needs_no_repository(tmp_path: Path) -> None:
    """Built, installed into a fresh environment elsewhere, the tool starts, checks and ticks."""
    galka = install(tmp_path)
    before = sorted(galka.parents[1].rglob('*'))
    home = tmp_path / 'home'
    home.mkdir()
    first = next(manifest.load(ROOT).tasks)

    assert first.id in run(galka, 'start', here=home)
    run(galka, 'check', here=home, code=1)
    for path in first.solution.iterdir():
        (home / 'workspace' / first.id / path.name).write_bytes(path.read_bytes())
    assert f'{first.id}: passed' in run(galka, 'check', here=home)
    assert '1/' in run(galka, here=home)
    run(galka, 'run', first.lesson_id, here=home)
    assert sorted(galka.parents[1].rglob('*')) == before
