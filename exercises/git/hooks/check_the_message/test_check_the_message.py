"""The hook refuses unreadable messages, and nobody else's."""

import random
import shutil
from pathlib import Path
from typing import Any

import pytest

LIMIT = 60
EXECUTABLE = 0o755
HOOK = 'commit-msg'
MOST = 50
CUP = 'cup.txt'
# Puts a text in the place of the blank line that git has left above its comments.
EDITOR = """
{ cat "$TEXT"; sed '/./,$!d' "$1"; } > "$1.new"
mv "$1.new" "$1"
"""
LETTERS = 'kettle tea'
GOOD = (
    'Boil the water',
    'Boil the water\n\nTea wants it hot.',
    'Boil the water\n   \nTea wants it hot.',
    'Boil the water\n\n{}'.format('Lines of the body may be long. ' * 9),
    '{}   \n\nSpaces at the end are not kept.'.format('x' * MOST),
)


class Table:
    """A repository with the learner's hook, and ways to commit to it."""

    def __init__(self, repository: Any, answer: Path) -> None:
        """Put the hook where git looks for it, with the mode that a copy may have lost."""
        self.repository = repository
        repository.commit('Begin', files={CUP: 'A cup.\n'})
        hook = repository.path / '.git' / 'hooks' / HOOK
        hook.parent.mkdir(exist_ok=True)
        shutil.copy(answer / HOOK, hook)
        hook.chmod(EXECUTABLE)
        repository.write('../editor.sh', EDITOR)

    def say(self, message: str, *options: str) -> tuple[bool, str]:
        """Commit with a message from a file; return whether it was made, and what was said."""
        return self._made('commit', '--allow-empty', '-F', '-', *options, source=message)

    def write(self, text: str, *options: str) -> tuple[bool, str]:
        """Commit with an editor in which this text is put above git's own."""
        self.repository.write('../text.txt', text)
        return self._made('commit', '--allow-empty', *options)

    def git(self, *command: str) -> tuple[bool, str]:
        """Run another command that makes a commit."""
        return self._made(*command)

    def _made(self, *command: str, source: str = '') -> tuple[bool, str]:
        before = self.repository.head
        above = self.repository.path.parent
        environment = {'GIT_EDITOR': f"sh '{above}/editor.sh'", 'TEXT': f'{above}/text.txt'}
        done = self.repository.git(*command, check=False, input=source, env=environment)
        if 'Traceback' in done.stderr:
            pytest.fail(f'{HOOK} broke down instead of judging the message:\n{done.stderr}')
        return self.repository.head != before, done.stderr or 'nothing'


@pytest.fixture
def table(git_repository: Any, answer: Path) -> Table:
    """Make a repository with the learner's hook."""
    return Table(git_repository(), answer)


def subject(length: int, letters: str = LETTERS) -> str:
    """Return a subject of so many characters, without a space at either end."""
    inside = (letters * length)[2:length]
    return f'X{inside}X'


def must_pass(outcome: tuple[bool, str], what: str) -> None:
    """Fail the test if there is no commit."""
    made, said = outcome
    assert made, f'{what} should pass, but there is no commit. Git and {HOOK} said:\n{said}'


def must_refuse(outcome: tuple[bool, str], what: str, *reasons: str) -> None:
    """Fail the test if there is a commit, or if the reason was not told."""
    made, said = outcome
    assert not made, f'{HOOK} let pass {what}. It said:\n{said}'
    missing = [reason for reason in reasons if reason not in said]
    assert not missing, f'{HOOK} refused {what}, but does not say {missing}. It said:\n{said}'


@pytest.mark.parametrize('message', GOOD)
def test_a_good_message_is_kept_as_it_is(table: Table, message: str) -> None:
    """The rules allow it, and the hook changes nothing."""
    must_pass(table.say(message), f'the message {message!r}')
    log = table.repository.git('log', '-1', '--format=%B').stdout
    unchanged = log.split() == message.split()
    assert unchanged, f'{HOOK} changed the message {message!r}: the log has {log!r}'


@pytest.mark.parametrize('letters', [LETTERS, 'чайник чай', '茶壺茶葉', '☕🫖'])
def test_characters_are_counted(table: Table, letters: str) -> None:
    """A letter counts once, however many bytes it takes."""
    fits = subject(MOST, letters)
    must_pass(table.say(fits), f'a subject of 50 characters, {fits!r}')
    length = random.randint(MOST + 1, 2 * MOST)
    long = subject(length, letters)
    must_refuse(table.say(long), f'a subject of {length} characters', str(length), str(MOST))


def test_the_second_line_must_be_blank(table: Table) -> None:
    """A text directly below the subject is refused."""
    must_refuse(table.say('Boil the water\nTea wants it hot.'), 'a text in line 2', 'line 2')


def test_comments_do_not_count(table: Table) -> None:
    """What git will take out is neither a subject nor a second line."""
    remark = subject(2 * MOST)
    text = f'\n# {remark}\n\nBoil the water\n# why?\n\nTea wants it hot.\n'
    must_pass(table.write(text), f'with comment lines above and below the subject, {text!r}')
    text = 'Boil the water\n# why?\nTea wants it hot.\n'
    must_refuse(table.write(text), f'a text that ends up in line 2, {text!r}', 'line 2')
    text = f'# Write well.\n\n{remark}\n'
    must_refuse(table.write(text), f'a long subject below a comment, {text!r}', str(len(remark)))


def test_the_diff_of_a_verbose_commit_does_not_count(table: Table) -> None:
    """Below the scissors git shows the change, and none of it is kept."""
    table.repository.write(CUP, LETTERS * MOST)
    table.repository.git('add', CUP)
    long = subject(MOST + 1)
    must_refuse(table.write(f'{long}\n', '-v'), 'a long subject with git commit -v', str(MOST + 1))
    must_pass(table.write('Boil the water\n', '-v'), 'a short subject with git commit -v')


def test_the_comment_character_is_a_setting(table: Table) -> None:
    """With ``core.commentChar`` a line that begins with # is a text."""
    table.repository.git('config', 'core.commentChar', ';')
    table.repository.write(CUP, 'A green cup.\n')
    table.repository.git('add', CUP)
    hashed = f'#{subject(MOST)}'
    must_refuse(table.write(f'; Write well.\n{hashed}\n'), f'the subject {hashed!r}', str(MOST + 1))
    text = '; Write well.\nBoil the water\n'
    must_pass(table.write(text, '-v'), f'with core.commentChar ";" and git commit -v, {text!r}')


def branch_off(table: Table, name: str) -> None:
    """Make a branch whose name is long and whose commit conflicts with master's."""
    repository = table.repository
    repository.git('switch', '-c', name)
    repository.write(CUP, 'A green cup.\n')
    repository.git('commit', '-a', '-m', 'Take a green cup')
    repository.git('switch', 'master')


def test_a_merge_passes(table: Table) -> None:
    """Git's own words for a merge may be long, with and without a conflict."""
    name = 'a-branch-with-a-name-that-tells-all-about-the-green-cup'
    branch_off(table, name)
    must_pass(table.git('merge', '--no-ff', '--no-edit', name), f'git merge {name}')
    table.repository.git('reset', '--hard', 'HEAD~1')
    table.repository.write(CUP, 'A blue cup.\n')
    table.repository.git('commit', '-a', '-m', 'Take a blue cup')
    table.repository.git('merge', name, check=False)
    table.repository.git('add', CUP)
    must_pass(table.git('commit', '--no-edit'), 'git commit after a conflict in git merge')


def test_a_merge_passes_in_a_linked_worktree(table: Table) -> None:
    """There ``.git`` is a file, and the hooks are those of the main working tree."""
    name = 'a-branch-with-a-name-that-tells-all-about-the-green-cup'
    branch_off(table, name)
    table.repository.git('worktree', 'add', '-b', 'linked', '../linked')
    merge = ('-C', '../linked', 'merge', '--no-ff', '--no-edit', name)
    done = table.repository.git(*merge, check=False)
    must_pass((not done.returncode, done.stderr), f'git merge {name} in a linked worktree')


def test_the_word_merge_is_no_excuse(table: Table) -> None:
    """A commit without a second parent is judged, whatever its subject says."""
    claim = f"Merge branch '{subject(MOST)}'"
    must_refuse(table.say(claim), f'a commit that merges nothing, {claim!r}', str(len(claim)))
    # Git has a message ready after this command too, as after a merge.
    branch_off(table, 'green')
    table.repository.git('cherry-pick', '--no-commit', 'green')
    long = subject(MOST + 1)
    must_refuse(table.say(long), 'a long subject after git cherry-pick --no-commit', str(MOST + 1))


@pytest.mark.parametrize('option', ['--fixup', '--squash', '--fixup=amend:'])
def test_temporary_commits_pass(table: Table, option: str) -> None:
    """Git makes these subjects longer by a word."""
    must_pass(table.say(subject(MOST)), 'a subject of 50 characters')
    target = f'{option}HEAD' if option.endswith(':') else f'{option}=HEAD'
    must_pass(table.write('', target, '--no-edit'), f'git commit {target}')


def test_the_word_fixup_is_no_excuse(table: Table) -> None:
    """Only git's own prefix, with its exclamation mark, opens the door."""
    claim = f'fixup {subject(MOST)}'
    must_refuse(table.say(claim), f'an ordinary subject, {claim!r}', str(len(claim)))


def test_an_empty_message_is_for_git_to_judge(table: Table) -> None:
    """Git refuses it itself, and the user may tell git not to."""
    table.repository.write(f'{LETTERS}{LETTERS}.txt', 'A name that makes the first line of a diff.')
    table.repository.git('add', '--all')
    for options in ((), ('-v',)):
        made, said = table.write('# nothing but this\n', *options)
        assert not made, 'an empty message became a commit'
        assert 'empty commit message' in said, f'git should refuse it, not {HOOK}. Came:\n{said}'
    must_pass(table.say('', '--allow-empty-message'), 'git commit --allow-empty-message')
