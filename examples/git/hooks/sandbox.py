"""A throw-away clone and its remote, where every hook writes down its own name."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

HOOKS = (
    'applypatch-msg',
    'pre-applypatch',
    'post-applypatch',
    'pre-commit',
    'pre-merge-commit',
    'prepare-commit-msg',
    'commit-msg',
    'post-commit',
    'pre-rebase',
    'post-checkout',
    'post-merge',
    'post-rewrite',
    'pre-push',
    'pre-receive',
    'update',
    'post-receive',
    'post-update',
)

TRACING_HOOK = """#!/bin/sh
basename "$0" >> "$TRACE"
"""

#: Without this mode git skips the file.
EXECUTABLE = 0o755

# `base` is the first commit. `sugar` fits `master`; `oats` touches the same file and conflicts.
HISTORY = (
    'git init --initial-branch master',
    'git init --bare ../remote.git',
    'git remote add origin ../remote.git',
    'git config core.hooksPath ../hooks',
    'git -C ../remote.git config core.hooksPath ../hooks',
    'git commit --allow-empty -m base',
    'git branch sugar',
    'git branch oats',
    'git add milk.txt',
    'git commit -m milk',
    'git switch --quiet sugar',
    'git add sugar.txt',
    'git commit -m sugar',
    'git switch --quiet oats',
    'cp cup.txt milk.txt',
    'git add milk.txt',
    'git commit -m oats',
    'git switch --quiet master',
)


class Sandbox:
    """A clone in ``work``, its bare remote in ``remote.git``, and hooks in both."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clone = folder / 'work'
        self.environment = neutral_environment(folder)

    def build(self) -> None:
        """Make the repositories, their history and the hooks."""
        self.clone.mkdir(parents=True)
        for name in ('milk', 'sugar', 'cup'):
            (self.clone / f'{name}.txt').write_text(f'{name}\n')
        write_hooks(self.folder / 'hooks')
        for command in HISTORY:
            self.run(command)

    def copy(self, folder: Path) -> 'Sandbox':
        """Return an equal sandbox in another folder: no path in it is absolute."""
        shutil.copytree(self.folder, folder)
        return Sandbox(folder)

    def run(self, command: str, *, fails: bool = False, trace: str = os.devnull) -> None:
        """Run a command in the clone; it must end as expected, or the trace would mean nothing."""
        done = subprocess.run(
            shlex.split(command),
            cwd=self.clone,
            env={**self.environment, 'TRACE': trace},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        if bool(done.returncode) is not fails:
            raise RuntimeError(f'{command}: exit code {done.returncode}\n{done.stderr}')

    def hooks_of(self, command: str) -> list[str]:
        """Run a command and return the names of the hooks that ran, in order."""
        trace = self.folder / 'trace.txt'
        trace.touch()
        self.run(command, trace=str(trace))
        return trace.read_text().split()


def write_hooks(folder: Path) -> None:
    """Fill a folder with the same hook under every name."""
    folder.mkdir()
    for name in HOOKS:
        hook = folder / name
        hook.write_text(TRACING_HOOK)
        hook.chmod(EXECUTABLE)


def neutral_environment(home: Path) -> dict[str, str]:
    """Return an environment in which nobody's own git settings count."""
    kept = [name for name in os.environ if not name.startswith('GIT_')]
    neutral = {
        'HOME': str(home),
        'GIT_CONFIG_GLOBAL': os.devnull,
        'GIT_CONFIG_NOSYSTEM': '1',
        'GIT_EDITOR': 'true',
    }
    for role in ('AUTHOR', 'COMMITTER'):
        neutral[f'GIT_{role}_NAME'] = 'ada'
        neutral[f'GIT_{role}_EMAIL'] = 'ada@example.com'
    return {name: os.environ[name] for name in kept} | neutral
