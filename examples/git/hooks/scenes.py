"""The commands whose hooks are shown, and what must happen before each."""

from types import MappingProxyType
from typing import NamedTuple


class Scene(NamedTuple):
    """A git command, the steps before it, and the case that it shows."""

    command: str
    before: tuple[str, ...] = ()
    case: str = ''


#: A step that begins with this must fail: that is how a conflict is made.
FAILS = '! '

STAGE = ('git add cup.txt',)
MERGE_CONFLICT = ('! git merge oats', 'git add milk.txt')
PICK_CONFLICT = ('! git cherry-pick oats', 'git add milk.txt')
REBASE_CONFLICT = ('git switch oats', '! git rebase master', 'git add milk.txt')
RESOLVED = 'after a conflict'

SCENES = MappingProxyType(
    {
        'commit': (
            Scene('git commit -m cup', STAGE),
            Scene('git commit --no-verify -m cup', STAGE),
            Scene('git commit --amend --no-edit'),
        ),
        'merge': (
            Scene('git merge sugar', ('git reset --hard HEAD~1',), 'fast-forward'),
            Scene('git merge sugar'),
            Scene('git merge --no-verify sugar'),
            Scene('git merge --continue', MERGE_CONFLICT, RESOLVED),
        ),
        'rewrite': (
            Scene('git rebase master', ('git switch sugar',)),
            Scene('git rebase --continue', REBASE_CONFLICT, RESOLVED),
            Scene('git cherry-pick sugar'),
            Scene('git cherry-pick --continue', PICK_CONFLICT, RESOLVED),
            Scene('git am ../0001-sugar.patch', ('git format-patch -1 -o .. sugar',)),
        ),
        'push': (
            Scene('git push origin master'),
            Scene('git push --no-verify origin master'),
            Scene('git push origin master sugar', case='two branches'),
        ),
        'other': (
            Scene('git switch sugar'),
            Scene('git reset --hard HEAD~1'),
            Scene('git clone . ../copy', case='hooks are not cloned'),
        ),
        'rare': (
            Scene('git commit --amend --no-verify --no-edit'),
            Scene('git merge --squash sugar'),
            Scene('git rebase --no-verify master', ('git switch sugar',)),
            Scene('git revert HEAD'),
            Scene('git push origin master', ('git push origin master',), 'nothing new'),
            Scene('git stash', STAGE),
            Scene('git tag v1'),
            Scene('git fetch origin', ('git push origin master',)),
        ),
    }
)
