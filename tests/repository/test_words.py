"""The texts that strangers meet first lead somewhere, and name nobody who does not exist."""

import re
from pathlib import Path

import pytest

from tests.repository.files import GITHUB, ROOT, WORKFLOWS, named, read_yaml

TEXTS = (
    ROOT / 'SECURITY.md',
    ROOT / 'CODE_OF_CONDUCT.md',
    GITHUB / 'pull_request_template.md',
)
WRITTEN = (
    *TEXTS,
    ROOT / 'CITATION.cff',
    *sorted(path for path in GITHUB.rglob('*') if path.is_file() and path.suffix != '.pyc'),
)
LINK = re.compile(r'\]\((?P<target>[^)]+)\)')
#: A page of the repository itself, seen from one of its files on the host.
OF_THE_HOST = '../../security/advisories/new'
ADDRESS = re.compile(r'\w+://|\bwww\.|[\w.]+@[\w-]+\.\w')
COMMAND = re.compile(r'`galka (?P<command>[a-z]+)')


@pytest.mark.parametrize('path', TEXTS, ids=named)
def test_links_stay_within_the_repository(path: Path) -> None:
    """A link is relative, to a file that is there or to the form for private advisories."""
    for target in LINK.findall(path.read_text('utf-8')):
        assert target == OF_THE_HOST or (path.parent / target).exists(), target


@pytest.mark.parametrize('path', WRITTEN, ids=named)
def test_no_address_is_written_down(path: Path) -> None:
    """Neither hosts nor mailboxes: the repository's own address comes from where it runs."""
    assert not ADDRESS.search(path.read_text('utf-8'))


def test_reports_in_private_have_a_way() -> None:
    """Holes and misconduct are reported to the host's private advisories, not to an issue."""
    for name in ('SECURITY.md', 'CODE_OF_CONDUCT.md'):
        assert OF_THE_HOST in (ROOT / name).read_text('utf-8')
    assert read_yaml(GITHUB / 'ISSUE_TEMPLATE/config.yml')['blank_issues_enabled'] is False


def test_named_commands_exist() -> None:
    """The tool has each command that forms and texts ask the reader to type."""
    from galka.cli import COMMANDS

    named_commands = {
        command
        for path in (*TEXTS, *sorted((GITHUB / 'ISSUE_TEMPLATE').glob('*.yml')))
        for command in COMMAND.findall(path.read_text('utf-8'))
    }
    assert {'check', 'doctor'} <= named_commands <= COMMANDS.keys()


def test_nothing_beside_the_repository_is_needed() -> None:
    """No workflow reaches out of its checkout, but for the second one that a release is held to."""
    for workflow in WORKFLOWS:
        outside = set(re.findall(r'\.\./\w+', workflow.read_text('utf-8')))
        assert outside <= {'../again'}, workflow.name
