"""Print what CHANGELOG.md says of a release, if its tag, version and changelog agree.

Usage: python .github/scripts/release_notes.py TAG
"""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: `## 0.2.0`, `## [0.2.0]`, each perhaps with a date behind it.
HEADING = re.compile(r'^## \[?(?P<version>[^\]\s]+)\]?.*$', re.MULTILINE)


class DisagreementError(Exception):
    """The tag, the version and the changelog do not name one release."""


def notes(tag: str, root: Path) -> str:
    """Return the section of the changelog that belongs to a tag, without its heading.

    Raises:
        DisagreementError: the tag is not the version, or the changelog says nothing of it.

    """
    project = tomllib.loads((root / 'pyproject.toml').read_text('utf-8'))['project']
    expected = f'v{project["version"]}'
    if tag != expected:
        raise DisagreementError(f'the tag is {tag}, but pyproject.toml asks for {expected}')
    section = _sections((root / 'CHANGELOG.md').read_text('utf-8')).get(project['version'])
    if not section:
        raise DisagreementError(f'CHANGELOG.md has no section with words about {tag}')
    return section


def _sections(changelog: str) -> dict[str, str]:
    """Return the text of each release by its version."""
    headings = list(HEADING.finditer(changelog))
    ends = [heading.start() for heading in headings[1:]]
    return {
        heading['version']: changelog[heading.end() : end].strip()
        for heading, end in zip(headings, [*ends, len(changelog)], strict=True)
    }


def main() -> None:
    """Print the notes, or say what disagrees and end with exit code 1."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        sys.stdout.write(f'{notes(sys.argv[1], ROOT)}\n')
    except DisagreementError as problem:
        sys.exit(f'no release: {problem}')


if __name__ == '__main__':
    main()
