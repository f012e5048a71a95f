"""Build a project, install its wheel in a fresh environment, and run its command there."""

import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

PROJECT = Path(__file__).with_name('greenhouse')


# [start steps]
def build(source: Path) -> list[Path]:
    """Make an sdist of a project, and a wheel from that sdist; return both."""
    command = [sys.executable, '-m', 'build', '--no-isolation', str(source)]
    subprocess.run(command, check=True, capture_output=True)
    return sorted((source / 'dist').iterdir())


def install(wheel: Path, environment: Path) -> Path:
    """Install a wheel in a new environment; return the folder with its commands."""
    create = [sys.executable, '-m', 'venv', '--without-pip', str(environment)]
    subprocess.run(create, check=True)
    # A pip from outside: a new environment with a pip of its own takes many times longer.
    pip = [sys.executable, '-m', 'pip', '--quiet', '--python', str(environment)]
    subprocess.run([*pip, 'install', '--no-index', str(wheel)], check=True)
    return Path(sysconfig.get_path('scripts', 'venv', vars={'base': environment}))


# [end steps]
def main() -> None:
    """Show each step and what came out of it."""
    with tempfile.TemporaryDirectory() as folder:
        # A copy: a build writes into the folder of the project.
        source = shutil.copytree(PROJECT, Path(folder, 'source'))
        wheel, sdist = build(source)
        print('built', sdist.name, 'and', wheel.name)
        commands = install(wheel, Path(folder, 'fresh'))
        print('installed', *sorted(path.stem for path in commands.glob('greenhouse*')))
        ended = subprocess.run(
            [commands / 'greenhouse', '7'], cwd=folder, check=False, capture_output=True, text=True
        )
        print('greenhouse 7 says', ended.stdout.strip(), 'with exit code', ended.returncode)


if __name__ == '__main__':
    main()
