"""The hook stops secrets that a commit would add, and nothing else."""

import random
import shutil
import string
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

LIMIT = 60
EXECUTABLE = 0o755
TOKEN_LENGTH = 20
HOOK = 'pre-commit'
CLEAN = 'debug = False\n'
LIKENESSES = ('galka_live_abcdefghij123456789', 'galka_test_abcdefghij0123456789', 'a PRIVATE KEY')
NAMES = ('with space.txt', 'ключ.txt', '-n.txt', 'a"quote".txt', 'tab\there.txt')
SETTINGS = ('color.ui=always', 'diff.noprefix=true', 'diff.external=true', 'diff.context=9')


def token() -> str:
    """Return a token that no other test has seen."""
    letters = random.choices(string.ascii_letters + string.digits, k=TOKEN_LENGTH)
    return 'galka_live_{}'.format(''.join(letters))


def key(kind: str = '') -> str:
    """Return the first line of a private key; in one piece it would stand in this file."""
    return '-----BEGIN {}PRIVATE {}-----'.format(kind, 'KEY')


def text_with(secret: str, line: int) -> str:
    """Return a text with a secret in the given line and harmless lines around it."""
    before = 'x = 1\n' * (line - 1)
    return f"{before}KEY = '{secret}'\ny = 2\n"


def long_token() -> str:
    """Return a token that is longer than it need be."""
    return token() + token()[-5:]


def long_key() -> str:
    """Return the first line of a key with words before PRIVATE."""
    return key('EC OPENSSH ')


@pytest.fixture
def project(git_repository: Any, answer: Path) -> Any:
    """Make a repository with one commit and the learner's hook."""
    repository = git_repository()
    repository.commit('Begin', files={'README.txt': 'A project.\n', 'app.py': CLEAN})
    install(repository, answer)
    return repository


@pytest.fixture
def leaked(project: Any) -> Any:
    """Make a project that has a secret in its history already."""
    harmless = 'print(1)\n' * len(CLEAN)
    project.write('old.py', text_with(token(), 3) + harmless)
    project.git('add', 'old.py')
    project.git('commit', '--no-verify', '-m', 'Leak')
    return project


def install(repository: Any, answer: Path) -> None:
    """Put the hook where git looks for it, with the mode that a copy may have lost."""
    hook = repository.path / '.git' / 'hooks' / HOOK
    hook.parent.mkdir(exist_ok=True)
    shutil.copy(answer / HOOK, hook)
    hook.chmod(EXECUTABLE)


def stage(repository: Any, name: str, content: str | bytes) -> None:
    """Write a file and stage it."""
    target = repository.path / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content.encode() if isinstance(content, str) else content)
    repository.git('add', '--', name)


def attempt(repository: Any, *options: str) -> tuple[bool, str]:
    """Try to commit; return whether there is a new commit, and the standard error."""
    before = repository.git('rev-list', '--all').stdout
    done = repository.git('commit', '-m', 'Try', *options, check=False)
    if 'Traceback' in done.stderr:
        pytest.fail(f'{HOOK} broke down instead of judging the commit:\n{done.stderr}')
    made = repository.git('rev-list', '--all').stdout != before
    return made, done.stderr or 'nothing'


def must_pass(repository: Any, why: str, *options: str) -> None:
    """Commit, and fail the test if the hook stops it."""
    made, said = attempt(repository, *options)
    assert made, f'this commit adds no secret ({why}), but {HOOK} refused it and said:\n{said}'


def must_refuse(repository: Any, places: list[str], why: str, *options: str) -> str:
    """Commit, and fail the test unless the hook stops it and names every place."""
    made, said = attempt(repository, *options)
    assert not made, f'{HOOK} let a secret through: {why}. It said:\n{said}'
    missing = [place for place in places if place not in said]
    assert not missing, f'{HOOK} refused ({why}), but does not name {missing}. It said:\n{said}'
    return said


def test_a_clean_commit_passes(project: Any) -> None:
    """What only resembles a secret is committed."""
    public = key().replace('PRIVATE', 'PUBLIC')
    stage(project, 'notes.txt', '\n'.join([*LIKENESSES, public]))
    must_pass(project, 'notes.txt holds only what resembles one')


@pytest.mark.parametrize('make', [token, long_token, key, long_key])
def test_a_secret_is_refused_with_its_place(project: Any, make: Callable[[], str]) -> None:
    """File and line of a staged secret are named."""
    line = random.randint(2, len(CLEAN))
    stage(project, 'conf/settings.py', text_with(make(), line))
    must_refuse(project, [f'conf/settings.py:{line}'], f'line {line} of conf/settings.py has one')


def test_the_very_first_commit_is_judged(git_repository: Any, answer: Path) -> None:
    """There is no HEAD to compare with before the first commit."""
    repository = git_repository()
    install(repository, answer)
    stage(repository, 'app.py', text_with(token(), 1))
    must_refuse(repository, ['app.py:1'], 'a repository without any commit yet')
    stage(repository, 'app.py', CLEAN)
    must_pass(repository, 'the first commit of a repository')


def test_every_finding_is_reported_and_none_repeated(project: Any) -> None:
    """All places are listed, and the report does not hold the secrets."""
    secrets = [token(), token()]
    stage(project, 'one.py', text_with(secrets[0], 4))
    stage(project, 'two.py', text_with(secrets[1], 2) + key())
    said = must_refuse(project, ['one.py:4', 'two.py:2', 'two.py:4'], 'three in two files')
    noise = [place for place in ('one.py:3', 'one.py:5', 'two.py:1', 'two.py:3') if place in said]
    assert not noise, f'{HOOK} complains about lines without a secret, {noise}:\n{said}'
    repeated = any(secret in said for secret in secrets)
    assert not repeated, f'{HOOK} prints the secret itself, into terminals and logs:\n{said}'


def test_what_is_staged_counts(project: Any) -> None:
    """The index is judged, not the working tree."""
    stage(project, 'app.py', text_with(token(), 3))
    project.write('app.py', CLEAN)
    why = 'it was staged and then taken out of the working tree only'
    must_refuse(project, ['app.py:3'], why)


def test_what_is_not_staged_does_not_count(project: Any) -> None:
    """A secret that stays in the working tree harms nobody."""
    stage(project, 'app.py', 'debug = True\n')
    project.write('app.py', text_with(token(), 3))
    project.write('untracked.py', text_with(token(), 3))
    must_pass(project, 'it is in the working tree, and not staged')


def test_the_index_of_this_commit_counts(project: Any) -> None:
    """``git commit -a`` and ``git commit FILE`` bring an index of their own."""
    project.write('app.py', text_with(token(), 3))
    must_refuse(project, ['app.py:3'], 'git commit -a stages it', '-a')
    project.write('README.txt', 'A better project.\n')
    project.git('add', 'app.py')
    must_pass(project, 'git commit README.txt leaves the staged app.py out', 'README.txt')
    must_refuse(project, ['app.py:3'], 'git commit app.py takes it in', 'app.py')


def test_any_name_is_read_and_reported(project: Any) -> None:
    """The name in the report is the name that its owner gave."""
    for odd in NAMES:
        stage(project, odd, text_with(token(), 2))
    must_refuse(project, [f'{name}:2' for name in NAMES], 'in files with unusual names')


def test_a_name_may_hold_a_newline(project: Any) -> None:
    """A name of two lines hides nothing, and stops nothing."""
    stage(project, 'two\nlines.txt', CLEAN)
    must_pass(project, 'a name with a newline in it')
    stage(project, 'two\nlines.txt', text_with(token(), 2))
    must_refuse(project, [':2'], 'in a file whose name holds a newline')


def test_binary_files_are_searched(project: Any) -> None:
    """Bytes that are no text are neither an error nor a hiding place."""
    noise = b'\x00\xff\xfe\x80\n\r\x1b' * len(CLEAN)
    stage(project, 'picture.bin', noise)
    must_pass(project, 'picture.bin is binary and has none')
    stage(project, 'picture.bin', noise + token().encode() + noise)
    must_refuse(project, ['picture.bin:'], 'between binary bytes, in picture.bin')


def test_text_of_any_encoding_is_searched(project: Any) -> None:
    """A line need not be UTF-8, and git counts lines by newlines alone."""
    text = f'# r\xe9sum\xe9\r# \x0c\x85\nKEY = "{token()}"\r\n'
    stage(project, 'latin.py', text.encode('latin-1'))
    must_refuse(project, ['latin.py:2'], 'not UTF-8, and with a carriage return in line 1')


def test_old_secrets_do_not_stop_new_work(leaked: Any) -> None:
    """Only what a commit adds is judged, and taking a secret out adds nothing."""
    stage(leaked, 'old.py', '# moved down\n{}'.format((leaked.path / 'old.py').read_text()))
    must_pass(leaked, 'only another line of old.py changed')
    stage(leaked, 'old.py', CLEAN)
    must_pass(leaked, 'its line was taken out')


def test_a_new_name_is_no_new_secret(leaked: Any) -> None:
    """A file that is only renamed passes, also where renames are not shown."""
    leaked.git('mv', 'old.py', 'renamed.py')
    must_pass(leaked, 'old.py became renamed.py')
    leaked.git('config', 'diff.renames', 'false')
    leaked.git('mv', 'renamed.py', 'again.py')
    must_pass(leaked, 'renamed.py became again.py, for a user with diff.renames=false')


def test_a_copy_adds_its_secret(leaked: Any) -> None:
    """A new file is all new, also when it equals one that is there."""
    stage(leaked, 'copy.py', (leaked.path / 'old.py').read_bytes())
    must_refuse(leaked, ['copy.py:3'], 'copied from old.py into a new file')


def test_a_deleted_file_is_no_obstacle(leaked: Any) -> None:
    """A file that is gone has no staged content, and other files are judged still."""
    leaked.git('rm', 'old.py')
    stage(leaked, 'zebra.py', text_with(token(), 2))
    must_refuse(leaked, ['zebra.py:2'], 'in a commit that also deletes a file')
    stage(leaked, 'zebra.py', CLEAN)
    must_pass(leaked, 'old.py is deleted')


def test_a_renamed_file_may_bring_a_new_secret(leaked: Any) -> None:
    """The line that came with the new name is found."""
    leaked.git('mv', 'old.py', 'renamed.py')
    text = (leaked.path / 'renamed.py').read_text()
    stage(leaked, 'renamed.py', f'# {token()}\n{text}')
    must_refuse(leaked, ['renamed.py:1'], 'added to line 1 of a file that was renamed as well')


@pytest.mark.parametrize('setting', SETTINGS)
def test_no_setting_blinds_the_hook(project: Any, setting: str) -> None:
    """What users set for their own eyes does not change the verdict."""
    project.git('config', *setting.split('='))
    stage(project, 'conf/settings.py', text_with(token(), 3))
    must_refuse(project, ['conf/settings.py:3'], f'for a user with the setting {setting}')


def test_no_attribute_blinds_the_hook(project: Any) -> None:
    """A file whose diff is switched off is searched too."""
    stage(project, '.gitattributes', '*.py -diff\n')
    stage(project, 'app.py', text_with(token(), 3))
    must_refuse(project, ['app.py:3'], '.gitattributes switches the diff of *.py off')


def test_a_line_may_look_like_the_head_of_a_diff(project: Any) -> None:
    """In a diff the added line ``++ x`` reads ``+++ x``."""
    stage(project, 'notes.txt', f'first\n++ {token()}\n')
    must_refuse(project, ['notes.txt:2'], 'a line that begins with ++ is an added line too')
