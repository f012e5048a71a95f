"""A project with every kind of ignore rule that git reads, made in a throw-away folder."""

import os
import subprocess
from pathlib import Path
from types import MappingProxyType

FILES = (
    'shop/tax.py',
    'shop/__pycache__/tax.pyc',
    'shop/build/rules.py',
    'shop/lib/money.py',
    'build/shop-1.0.whl',
    'server.log',
    'docs/sample.log',
    '.env',
    '.env.example',
    'scratch.py',
    '.idea/workspace.xml',
)

#: The last one is a user's own file, outside of every repository.
RULES = MappingProxyType(
    {
        '.gitignore': '__pycache__/\n/build/\n*.log\n.env*\n!.env.example\n',
        'docs/.gitignore': '!sample.log\n',
        '.git/info/exclude': '/scratch.py\n',
        '../my-ignores': '.idea/\n',
    }
)


def build(folder: Path) -> Path:
    """Make the project below a folder and return its path."""
    project = folder / 'shop'
    git(folder, 'init', '--quiet', project.name)
    git(project, 'config', 'core.excludesFile', '../my-ignores')
    for name in FILES:
        write(project / name, '')
    for name, text in RULES.items():
        write(project / name, text)
    return project


def write(path: Path, text: str) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def git(folder: Path, *arguments: str, feed: str = '') -> str:
    """Run git in a folder, blind for this machine's settings, and return what it prints."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith('GIT_')}
    done = subprocess.run(
        ['git', *arguments],
        cwd=folder,
        env=kept | {'GIT_CONFIG_GLOBAL': os.devnull, 'GIT_CONFIG_NOSYSTEM': '1'},
        input=feed,
        capture_output=True,
        text=True,
    )
    # check-ignore answers 1 for "none of them": that is no accident.
    if done.returncode > 1:
        raise RuntimeError(done.stderr)
    return done.stdout
