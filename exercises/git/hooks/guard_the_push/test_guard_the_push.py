"""The hook stops harmful pushes, whatever way they are written, and lets the others go."""

import shutil
from pathlib import Path
from typing import Any

import pytest

LIMIT = 60
EXECUTABLE = 0o755
HOOK = 'pre-push'
UNFINISHED = ('WIP', 'wip: kettle', 'Wip, more tomorrow', 'fixup! Begin', 'squash! x', 'amend! x')
FINISHED = ('Wipe the table', 'Describe WIP limits', 'Explain fixup! commits', 'fixup of the cup')


class Team:
    """A repository with the learner's hook, and the remote that it pushes to."""

    def __init__(self, make: Any, answer: Path) -> None:
        """Publish one commit, and then put the hook where git looks for it."""
        self.remote = make('remote.git', bare=True)
        # Git's own guard of the remote's current branch would hide what the hook does.
        self.remote.git('config', 'receive.denyDeleteCurrent', 'ignore')
        self.work = make('work')
        self.git = self.work.git
        self.git('remote', 'add', 'origin', '../remote.git')
        self.commit('Begin')
        self.git('push', 'origin', 'master')
        hook = self.work.path / '.git' / 'hooks' / HOOK
        hook.parent.mkdir(exist_ok=True)
        shutil.copy(answer / HOOK, hook)
        hook.chmod(EXECUTABLE)

    def commit(self, *subjects: str) -> None:
        """Make an empty commit for each subject."""
        for subject in subjects:
            self.git('commit', '--allow-empty', '-m', subject)

    def branch(self, name: str, *subjects: str) -> None:
        """Begin a branch at the published master, with a commit for each subject, and leave it."""
        self.git('switch', '-c', name, 'origin/master')
        self.commit(*subjects)
        self.git('switch', 'master')

    def refs(self) -> str:
        """Return what the remote has."""
        return str(self.remote.git('for-each-ref').stdout)

    def must_arrive(self, what: str, *arguments: str) -> None:
        """Push, and fail the test if the push is stopped."""
        done = self.git('push', *arguments, check=False)
        arrived = done.returncode == 0
        assert arrived, f'{what} should arrive, but was stopped:\n{done.stderr}'

    def must_stop(self, what: str, words: list[str], *arguments: str) -> None:
        """Push, and fail the test if anything arrives or the reason is not told."""
        before = self.refs()
        done = self.git('push', *arguments, check=False)
        said = done.stderr or 'nothing'
        arrived = self.refs() != before
        assert not arrived, f'{HOOK} let pass {what}. It was said:\n{said}'
        missing = [word for word in words if word not in said]
        assert not missing, f'{HOOK} stopped {what}, but does not say {missing}. Was said:\n{said}'


@pytest.fixture
def team(git_repository: Any, answer: Path) -> Team:
    """Make a repository with the learner's hook, and a remote that has one commit."""
    return Team(git_repository, answer)


def test_ordinary_pushes_arrive(team: Team) -> None:
    """New commits, new branches and a push with nothing to do are no danger."""
    team.commit('Boil the water')
    team.must_arrive('a new commit on master', 'origin', 'master')
    team.must_arrive('a push with nothing to do', 'origin', 'master')
    team.branch('topic', *FINISHED)
    team.must_arrive('a new branch', 'origin', 'topic')


def test_the_first_push_arrives(team: Team, git_repository: Any) -> None:
    """On an empty remote ``master`` is new."""
    git_repository('empty.git', bare=True)
    team.git('remote', 'add', 'empty', '../empty.git')
    team.must_arrive('the first push to an empty remote', 'empty', 'master')


@pytest.mark.parametrize('way', [':master', ':refs/heads/master', '--delete master'])
def test_master_is_not_deleted(team: Team, way: str) -> None:
    """However the deletion is written."""
    team.git('switch', '-c', 'topic')
    team.must_stop(f'git push origin {way}', ['master', 'delete'], 'origin', *way.split())


def test_names_that_resemble_master_are_free(team: Team) -> None:
    """Other branches may be deleted, and so may a tag of that name."""
    team.git('tag', 'master')
    names = ('refs/heads/topic/master', 'refs/heads/master-2', 'refs/tags/master')
    for name in names:
        team.must_arrive(f'a new {name}', 'origin', f'refs/heads/master:{name}')
        team.must_arrive(f'the deletion of {name}', 'origin', f':{name}')


def test_master_is_not_overwritten(team: Team) -> None:
    """A forced push of other history is stopped, from any branch."""
    words = ['master', 'fast-forward']
    team.git('commit', '--allow-empty', '--amend', '-m', 'Begin again')
    team.must_stop('an amended master with --force', words, '--force', 'origin', 'master')
    team.git('branch', '-m', 'other')
    team.must_stop('+other:master, from another branch', words, 'origin', '+other:master')
    team.must_stop('+HEAD:master', words, 'origin', '+HEAD:refs/heads/master')


def test_work_that_was_never_fetched_is_not_overwritten(team: Team, git_repository: Any) -> None:
    """The remote's commit is unknown here, so it can't be contained in ours."""
    colleague = git_repository('colleague', clone=team.remote)
    colleague.commit('Add sugar')
    colleague.git('push', 'origin', 'master')
    team.commit('Add milk')
    words = ['master', 'fast-forward']
    team.must_stop("a forced push over a colleague's work", words, '--force', 'origin', 'master')


def test_other_branches_may_be_overwritten(team: Team) -> None:
    """Only the remote's ``master`` is guarded, not the local one."""
    team.must_arrive('master as backup', 'origin', 'master:backup')
    team.git('commit', '--allow-empty', '--amend', '-m', 'Begin again')
    team.must_arrive('other history for backup', '--force', 'origin', 'master:backup')
    team.must_arrive('the deletion of backup, from master,', 'origin', ':backup')


@pytest.mark.parametrize('subject', UNFINISHED)
def test_unfinished_commits_are_stopped(team: Team, subject: str) -> None:
    """On a new branch as on an old one, and wherever they stand in it."""
    team.branch('topic', subject, 'Boil the water')
    what = f'the commit {subject!r} below a finished one'
    team.must_stop(f'{what}, on a new branch', [subject], 'origin', 'topic')
    team.must_stop(f'{what}, on master, from another branch', [subject], 'origin', 'topic:master')


def test_what_is_public_already_does_not_count(team: Team, git_repository: Any) -> None:
    """Only commits that this remote has not got are judged; another remote is another matter."""
    git_repository('backup.git', bare=True)
    team.git('remote', 'add', 'backup', '../backup.git')
    team.branch('topic', 'WIP')
    team.git('push', '--no-verify', 'backup', 'topic')
    team.must_stop('WIP that only another remote has', ['WIP'], 'origin', 'topic')
    team.must_arrive('WIP that this remote has already', 'backup', 'topic:again')
    team.git('push', '--no-verify', 'origin', 'topic')
    team.must_arrive('a new branch with a public WIP', 'origin', 'topic:fresh')


@pytest.mark.parametrize('place', [1, 2, 3])
def test_every_ref_is_judged(team: Team, place: int) -> None:
    """One bad ref stops the whole push, wherever it stands."""
    names = ['a', 'b', 'c']
    for number, name in enumerate(names, start=1):
        team.branch(name, 'WIP' if number == place else 'Boil the water')
    team.must_stop(f'an unfinished commit in place {place} of 3', ['WIP'], 'origin', *names)


def test_a_deletion_hides_nothing(team: Team) -> None:
    """After a ref that is fine the next one is judged too."""
    team.must_arrive('a new branch', 'origin', 'master:aside')
    refs = (':aside', ':master', 'HEAD:zebra')
    team.must_stop('a deletion of master between others', ['master', 'delete'], 'origin', *refs)


def test_tags_are_not_judged(team: Team) -> None:
    """A tag may stand on anything, and move."""
    team.git('switch', '--detach')
    team.commit('WIP')
    team.git('tag', 'light')
    team.git('tag', '-a', '-m', 'For later', 'heavy')
    team.git('tag', 'tree', 'HEAD^{tree}')
    team.must_arrive('new tags on an unfinished commit', 'origin', 'light', 'heavy', 'tree')
    team.git('tag', '--force', 'light', 'master')
    team.must_arrive('a tag that moves', '--force', 'origin', 'light')


def test_the_hash_may_be_a_longer_one(team: Team) -> None:
    """In a SHA-256 repository an object name has 64 digits."""
    team.git('init', '--bare', '--object-format=sha256', '../sha.git')
    team.git('-C', '../sha.git', 'config', 'receive.denyDeleteCurrent', 'ignore')
    team.git('init', '--object-format=sha256', '../sha')
    hooks = team.work.path / '.git' / 'hooks'
    inside = ('-C', '../sha', '-c', f'core.hooksPath={hooks}')
    team.git(*inside, 'commit', '--allow-empty', '-m', 'Begin')
    push = (*inside, 'push', '../sha.git')
    done = team.git(*push, 'master', check=False)
    arrived = done.returncode == 0
    assert arrived, f'a new branch of a SHA-256 repository should arrive:\n{done.stderr}'
    done = team.git(*push, ':master', check=False)
    deleted = done.returncode == 0
    assert not deleted, f'{HOOK} let master of a SHA-256 repository be deleted'
