"""The program makes git forget one file, and touches nothing else."""

import random
import shutil
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

LIMIT = 60
EXECUTABLE = 0o755
PROGRAM = 'untrack'
RULES = '.gitignore'
SECRET = 'TOKEN=published\n'
CHANGED = 'TOKEN=my own, not committed\n'
ENV = '.env'
INI = 'conf/prod.ini'
#: A part of names that nobody could foresee.
WORD = ''.join(random.choices('abcdefgh', k=9))
#: A name, and a neighbour that a pattern of the same letters would match.
NAMES = MappingProxyType(
    {
        f'#a [s]{WORD}.pem': f'#a s{WORD}.pem',
        f'!{WORD}*?.env': f'!{WORD} or.env',
        r'conf\prod.ini': 'confprod.ini',
        '-ключ ': '-ключ',
    }
)


class Untracking(NamedTuple):
    """A repository, and a way to start the learner's program in it."""

    repository: Any
    execute: Callable[..., CompletedProcess[str]]
    program: Path

    def start(self, path: str, below: str = '.') -> CompletedProcess[str]:
        """Start the program with a path, in a folder of the repository."""
        return self.execute([self.program, path], cwd=self.repository.path / below)

    def run(self, path: str, below: str = '.') -> list[str]:
        """Untrack a path, as seen from a folder; it must succeed. Return what it prints."""
        done = self.start(path, below)
        assert done.returncode == 0, (
            f'`{PROGRAM} {path}` in {below} ended with {done.returncode} and said:\n{done.stderr}'
        )
        return done.stdout.split()

    def refuses(self, path: str, why: str) -> None:
        """Start the program where it must refuse, and look for changes."""
        before = self.state()
        done = self.start(path)
        assert done.returncode == 1, f'{why}: expected exit code 1, came {done.returncode}'
        assert done.stderr.strip(), f'{why}: {PROGRAM} refused and did not say why'
        after = self.state()
        assert after == before, (
            f'{why}: {PROGRAM} refused, but changed something first.\n'
            f'Before:\n{before}\nand after:\n{after}'
        )

    def state(self) -> str:
        """Return all that a refusal must not change."""
        options = ('--porcelain=v2', '--branch', '--untracked-files=all')
        rules = self.repository.path / RULES
        text = rules.read_text() if rules.exists() else 'no .gitignore'
        status = self.repository.git('status', *options).stdout
        return f'{status}{text}'

    def tracked(self) -> set[str]:
        """Return what the last commit holds."""
        listed = self.repository.git('ls-tree', '-r', '-z', '--name-only', 'HEAD').stdout
        return set(listed.split('\0')) - {''}

    def ignored_for_others(self, paths: Iterable[str]) -> set[str]:
        """Return which of the paths are ignored where nobody has excludes of their own."""
        (self.repository.path / '.git' / 'info' / 'exclude').unlink(missing_ok=True)
        asked = self.repository.git(
            'check-ignore',
            '--no-index',
            '-z',
            '--stdin',
            check=False,
            input='\0'.join(f'./{path}' for path in paths),
        )
        return {path.removeprefix('./') for path in asked.stdout.split('\0')} - {''}


@pytest.fixture
def untracking(git_repository: Any, processes: Any, answer: Path, tmp_path: Path) -> Untracking:
    """Make a repository with a commit, and the program outside of it."""
    repository = git_repository()
    repository.write('app.py', 'print(1)\n')
    program = tmp_path / 'bin' / PROGRAM
    program.parent.mkdir()
    shutil.copy(answer / PROGRAM, program)
    program.chmod(EXECUTABLE)

    return Untracking(repository, partial(processes.run, env=repository.environment), program)


@pytest.fixture
def leaked(untracking: Untracking) -> Untracking:
    """Commit a secret, and change it afterwards."""
    for path in (ENV, INI):
        untracking.repository.write(path, SECRET)
    untracking.repository.git('add', '.')
    untracking.repository.commit('Leak')
    untracking.repository.write(ENV, CHANGED)
    return untracking


def test_the_file_stays_on_the_disk(leaked: Untracking) -> None:
    """Git forgets it; its owner keeps it, with changes that were never committed."""
    leaked.start(ENV)
    kept = leaked.repository.path / ENV
    assert kept.exists(), f'{PROGRAM} deleted .env from the disk'
    found = kept.read_text()
    assert found == CHANGED, f'.env held {CHANGED!r} and now holds {found!r}'


def test_one_commit_holds_two_changes(leaked: Untracking) -> None:
    """The file is gone from the last commit, a rule has come, and there is no other change."""
    before = leaked.repository.head
    leaked.run(ENV)
    git = leaked.repository.git
    changes = git('diff', '--name-status', before, 'HEAD').stdout.split()
    assert changes == ['D', ENV, 'A', RULES], (
        f'the commit should take out .env and add .gitignore, but it holds {changes}'
    )
    count = git('rev-list', '--count', f'{before}..HEAD').stdout.strip()
    assert count == '1', f'one commit was to be made, not {count}'
    assert not git('status', '--porcelain').stdout, 'afterwards git status must show nothing'


def test_any_name_is_a_name(untracking: Untracking) -> None:
    """Nothing in a name is a pattern, an option or a comment."""
    repository = untracking.repository
    both = {*NAMES, *NAMES.values()}
    for path in both:
        repository.write(path, SECRET)
    repository.git('add', '.')
    repository.commit('Leak')
    for name in NAMES:
        untracking.run(f'./{name}')
    kept = untracking.tracked().intersection(both)
    assert kept == set(NAMES.values()), (
        f'{PROGRAM} was to take out {sorted(NAMES)} and to leave {sorted(NAMES.values())}, but '
        f'git tracks {sorted(kept)}'
    )
    rules = (repository.path / RULES).read_text()
    for path in sorted(untracking.ignored_for_others(both) ^ set(NAMES)):
        what = 'do not ignore' if path in NAMES else 'ignore a neighbour,'
        pytest.fail(f'these rules {what} {path!r}:\n{rules}')


def test_work_in_progress_stays_as_it_is(leaked: Untracking) -> None:
    """Other changes are neither committed nor staged."""
    leaked.repository.write('app.py', 'print(2)  # half\n')
    leaked.repository.write('new.py', '')
    leaked.run(ENV)
    status = leaked.repository.git('status', '--porcelain').stdout
    assert status.splitlines() == [' M app.py', '?? new.py'], (
        f'app.py was changed and new.py was new, neither staged; now git status says:\n{status}'
    )


def test_older_rules_survive(leaked: Untracking) -> None:
    """A new line is a line of its own, whether or not the old end has a newline."""
    leaked.repository.commit('Rules', files={RULES: '*.pyc'})
    paths = [ENV, INI]
    for path in paths:
        leaked.run(path)
    rules = (leaked.repository.path / RULES).read_text()
    for path in sorted({*paths, 'a.pyc'} - leaked.ignored_for_others([*paths, 'a.pyc'])):
        pytest.fail(f'these rules do not ignore {path}:\n{rules}')
    count = len(rules.splitlines())
    assert count == 3, f'behind the old line *.pyc two lines were to come:\n{rules}'


def test_a_rule_is_not_repeated(leaked: Untracking) -> None:
    """Where a rule came too late, only the file goes."""
    leaked.repository.commit('Too late', files={'conf/.gitignore': '*.ini\n'})
    leaked.run(INI)
    changes = leaked.repository.git('diff', '--name-only', 'HEAD~1', 'HEAD').stdout.split()
    assert changes == [INI], (
        f'conf/.gitignore ignores conf/prod.ini already, so only that file changes, not {changes}'
    )


def test_my_own_excludes_do_not_count(leaked: Untracking) -> None:
    """What only this clone ignores has to be ignored for everybody."""
    leaked.repository.write('.git/info/exclude', '.env\n')
    leaked.run(ENV)
    assert leaked.ignored_for_others([ENV]), (
        '.env stood in .git/info/exclude, which only you have: no rule came for the others'
    )


def test_it_starts_in_any_folder(leaked: Untracking) -> None:
    """The path is as seen from there; the rule goes to the top."""
    leaked.run('../conf/prod.ini', 'conf')
    stray = leaked.repository.path / 'conf' / RULES
    assert not stray.exists(), f'{PROGRAM} ran in conf: the rule went there, and not to the top'
    kept = leaked.tracked()
    assert INI not in kept, f'`{PROGRAM} ../conf/prod.ini` left it tracked: {kept}'
    hidden = leaked.ignored_for_others([INI])
    assert hidden, f'`{PROGRAM} ../conf/prod.ini` made no rule that ignores it'


def test_it_tells_where_the_secret_still_stands(leaked: Untracking) -> None:
    """Commits of branches and tags are listed, also where a merge brought the old content back."""
    expected = history(leaked.repository)
    told = leaked.run(ENV)
    subjects = leaked.repository.git('log', '--all', '--format=%H %s').stdout
    missing, more = sorted(expected.difference(told)), sorted(set(told) - expected)
    assert sorted(told) == sorted(expected), (
        f'{len(expected)} commits added or changed .env, {PROGRAM} printed {len(told)} lines. '
        f'Missing: {missing}; too many: {more}. All commits, and those of a stash:\n{subjects}'
    )


def history(repository: Any) -> set[str]:
    """Make branches, a tag and a stash; return the commits that added or changed the secret."""
    hold = {repository.head}
    hold.update(branch(repository, name) for name in ('own', 'theirs', 'tagged'))
    repository.git('switch', '-c', 'side', 'master')
    for text in ('TOKEN=second\n', SECRET):
        hold.add(repository.commit('Change', files={ENV: text}))
    for command in (
        'switch master',
        'merge --no-ff -m Merge side',
        # A colleague's branch, as it is known after a fetch, and a release.
        'update-ref refs/remotes/origin/theirs theirs',
        'tag v1 tagged',
        'branch -D side theirs tagged',
    ):
        repository.git(*command.split())
    repository.write(ENV, 'TOKEN=stashed\n')
    repository.git('add', ENV)
    repository.git('stash')
    return hold


def branch(repository: Any, name: str) -> str:
    """Make a branch whose last commit holds no secret any more; return the one that changed it."""
    repository.git('switch', '--force', '-c', name, 'master')
    changed: str = repository.commit(f'Try {name}', files={ENV: f'TOKEN={name}\n'})
    repository.git('rm', ENV)
    repository.git('commit', '-m', 'Take out')
    return changed


def test_it_refuses_what_is_not_one_tracked_file(leaked: Untracking) -> None:
    """A folder, an untracked file and no file at all are refused."""
    leaked.repository.write('new.py', '')
    for path in ('missing.txt', 'new.py', 'conf'):
        leaked.refuses(path, f'{path} is not one tracked file')


def test_it_refuses_beside_staged_changes(leaked: Untracking) -> None:
    """What is staged belongs to another commit."""
    leaked.repository.git('add', ENV)
    leaked.refuses(INI, '.env was staged before')


def test_it_refuses_unfinished_rules(leaked: Untracking) -> None:
    """Lines of the ignore file that nobody committed are work in progress too."""
    leaked.repository.write(RULES, '*.tmp\n')
    leaked.refuses(ENV, f'{RULES} is new and not committed')
    leaked.repository.commit('Rules', files={RULES: '*.pyc\n'})
    leaked.repository.write(RULES, '*.pyc\n*.tmp\n')
    leaked.refuses(ENV, f'{RULES} holds a line that is not committed')
