"""A message makes a commit."""

from collections.abc import Callable
from pathlib import Path

from galka.fixtures import Repository


def test_git_takes_the_message(
    answer: Path,
    git_repository: Callable[[], Repository],
) -> None:
    """Real git commits with the learner's message."""
    repository = git_repository()
    ended = repository.git(
        'commit',
        '--allow-empty',
        '--cleanup=strip',
        '--file',
        str(answer / 'message.txt'),
        check=False,
    )
    assert ended.returncode == 0, f'git did not commit: {ended.stderr}'
