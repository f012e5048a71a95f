"""Ask git which rule decides about a file."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from examples.start.gitignore.sample import git


# [start verdicts]
class Verdict(NamedTuple):
    """What git says about one path: the rule that decided, or empty fields."""

    source: str
    line: str
    pattern: str
    path: str

    @property
    def hidden(self) -> bool:
        """Whether the path is ignored; a rule that begins with ``!`` says that it is not."""
        return self.pattern != '' and not self.pattern.startswith('!')


def ask(project: Path, paths: Iterable[str]) -> list[Verdict]:
    """Return git's verdict on each path."""
    options = ('--verbose', '--non-matching', '--no-index', '-z', '--stdin')
    fields = iter(git(project, 'check-ignore', *options, feed='\0'.join(paths)).split('\0')[:-1])
    return [Verdict(*four) for four in zip(fields, fields, fields, fields, strict=True)]


# [end verdicts]
def shown(verdict: Verdict) -> str:
    """Return a verdict as one line of a table."""
    word = 'hidden ' if verdict.hidden else 'visible'
    rule = f'{verdict.source}:{verdict.line}  {verdict.pattern}' if verdict.pattern else 'no rule'
    return f'{word}  {verdict.path:<25} {rule}'
